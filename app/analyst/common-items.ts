import { itemsScoreAlike } from "#surveys/scores-alike.ts";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";
import type { Titles } from "#surveys/read-titles.ts";

/** A questionnaire as a comparison needs it. */
export interface AskedQuestionnaire {
  questionnaireId: string;
  sheet: ScoringSheet;
  titles: Titles;
}

/** What two waves asked alike. */
export interface CommonItems {
  /** Ids, in the later sheet's order. */
  items: string[];
  /** Whether both waves asked and weighted the same, so that their shares are of the same 20 points. */
  whole: boolean;
  /** Whether they asked the same, however weighted. */
  sameItems: boolean;
  /** Those whose answers the two sheets score differently, or count "don't know" differently. */
  rescored: string[];
  /** Points of the common items, by the later sheet's weights. */
  points: number;
}

/**
 * Items of two waves that are the same question: the same id in versions of one questionnaire; in different ones the same
 * id and the same words.
 */
export function commonItems(before: AskedQuestionnaire, after: AskedQuestionnaire): CommonItems {
  const earlier = new Map(before.sheet.items.map((item) => [item.id, item]));
  const sameWords = (id: string) =>
    before.titles[id] !== undefined && before.titles[id].zh === after.titles[id]?.zh;
  const family = before.questionnaireId === after.questionnaireId;
  const common = after.sheet.items.filter(({ id }) => earlier.has(id) && (family || sameWords(id)));
  const sameItems = common.length === after.sheet.items.length && common.length === before.sheet.items.length;
  const whole =
    sameItems && common.every(({ id, weight }) => Math.abs(weight - earlier.get(id)!.weight) < 1e-9);
  const rescored = common.filter((item) => !itemsScoreAlike(item, earlier.get(item.id)!));
  return {
    items: common.map(({ id }) => id),
    whole,
    sameItems,
    rescored: rescored.map(({ id }) => id),
    points: 20 * common.reduce((sum, { weight }) => sum + weight, 0),
  };
}
