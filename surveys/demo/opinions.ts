import { deriveSeed } from "../sampling/random.ts";
import { DONT_KNOW, ownShare, REFUSED } from "../scoring-sheet.ts";
import type { ScoringSheet } from "../scoring-sheet.ts";
import { ageBandIndex, isEligible, type DemoDistrict } from "./demo-district.ts";
import { streetQuality } from "./generate-district.ts";
import { hashedNormal, hashedUniform, numericSeed } from "./hashed-noise.ts";

/** Residents answer for their street, passers-by for the place they pass. */
export type PersonKind = "resident" | "passage";

/** Everybody's fixed answers to one scoring sheet. */
export interface Opinions {
  sheet: ScoringSheet;
  /** Writes one person's answer codes, in the sheet's item order: option index, −1 don't know, −2 refused. */
  answer(kind: PersonKind, person: number, codes: Int8Array): void;
}

/**
 * Standard deviations on the logit scale; the group is a community or a site × slot (ICC of a person's share
 * about 0.03).
 */
const SPREAD = { street: 0.22, itemStreet: 0.18, group: 0.17, person: 0.9 };
const AGE_EFFECT = [-0.15, 0, 0.25];
const MALE_EFFECT = -0.08;
/**
 * More people at one table have more to complain about: without its selection weight a survey overrates the
 * lonely. Kept small, because it feeds the ratio's own bias, which falls with 1/n: at −0.5 the district's
 * household share was 0.019 points too high (s.e. 0.007) with 100 interviews a street, 0.006 with 300.
 */
const EACH_FURTHER_RESIDENT = -0.06;
/** On the logarithm of a community's dwellings and of a slot's footfall: large and busy places please less. */
const CROWD_EFFECT = -0.12;
/** Passers-by are a little harder to please, and not on every item alike. */
const PASSAGE_EFFECT = -0.3;
const PASSAGE_ITEM_SPREAD = 0.12;

/**
 * A population whose truth is known: what each resident and each passer-by would answer to each item.
 *
 * A proportional-odds model. The logit of answering at least as well as option j is cut_ij + street + item ×
 * street + group + person + age + sex + household and place size (+ mode for passers-by), the effects fixed,
 * most of them normal; the person's own logistic draw for the item picks the option. Don't know (1 to 9 in
 * 100, by item) and refused (0.5 to 2 in 100) come instead, whatever the opinion. Household size, age and the
 * size of places all matter, so an estimate that forgets a weight is visibly wrong. Everything is a hash of
 * the seed and counters (`hashed-noise.ts`): nothing is stored, and the true share is that of this finite
 * population, not of a model.
 *
 * Source: McCullagh (1980), Regression models for ordinal data.
 *
 * @param drift  how much better everybody thinks of an item in a street than now, on the logit scale: another time's opinions
 */
export function createOpinions(
  district: DemoDistrict,
  sheet: ScoringSheet,
  drift: (street: number, item: number) => number = () => 0,
): Opinions {
  const seed = numericSeed(deriveSeed(district.seed, "opinions"));
  const streetSeed = numericSeed(deriveSeed(district.seed, "streets"));
  const streets = district.streets.length;
  const items = sheet.items.map((item, i) => describeItem(seed, item.options, i));
  const streetEffect = Float64Array.from(
    district.streets,
    (_, s) => SPREAD.street * streetQuality(streetSeed, s),
  );
  const itemStreetEffect = Float64Array.from(
    { length: items.length * streets },
    (_, i) => SPREAD.itemStreet * hashedNormal(seed, 7001, i) + drift(i % streets, Math.floor(i / streets)),
  );
  const groupEffect = {
    resident: groupEffects(
      seed,
      7002,
      district.communities.map((community) => community.dwellings),
    ),
    passage: groupEffects(
      seed,
      7003,
      district.siteSlots.map((siteSlot) => siteSlot.footfall),
    ),
  };
  const noise = {
    resident: numericSeed(deriveSeed(district.seed, "opinions", "resident")),
    passage: numericSeed(deriveSeed(district.seed, "opinions", "passage")),
  };
  const { residents, dwellings, communities, passages, siteSlots } = district;
  const eligible = eligibleByDwelling(district);

  return {
    sheet,
    answer(kind, person, codes) {
      const own = noise[kind];
      const people = kind === "resident" ? residents : passages;
      const group =
        kind === "resident"
          ? (dwellings.community[residents.dwelling[person] as number] as number)
          : (passages.siteSlot[person] as number);
      const street = (kind === "resident" ? communities[group]?.street : siteSlots[group]?.street) as number;
      const mood =
        (streetEffect[street] as number) +
        (groupEffect[kind][group] as number) +
        SPREAD.person * hashedNormal(own, person, 0) +
        (AGE_EFFECT[ageBandIndex(people, person)] as number) +
        (people.sex[person] === 1 ? MALE_EFFECT : 0) +
        (kind === "resident"
          ? EACH_FURTHER_RESIDENT * ((eligible[residents.dwelling[person] as number] as number) - 1)
          : 0);
      for (let i = 0; i < items.length; i++) {
        const item = items[i] as ItemModel;
        const evasion = hashedUniform(own, person, 2 * i + 100);
        if (evasion < item.dontKnow + item.refused) {
          codes[i] = evasion < item.dontKnow ? DONT_KNOW : REFUSED;
          continue;
        }
        const chance = hashedUniform(own, person, 2 * i + 101);
        const opinion =
          mood +
          (itemStreetEffect[i * streets + street] as number) +
          (kind === "passage" ? item.passageEffect : 0);
        const draw = Math.log(chance / (1 - chance)) - opinion;
        let place = 0;
        while (place < item.cuts.length && draw >= (item.cuts[place] as number)) place++;
        codes[i] = item.bestFirst[place] as number;
      }
    },
  };
}

function groupEffects(seed: number, key: number, sizes: readonly number[]): Float64Array {
  const typical = sizes.reduce((sum, size) => sum + Math.log(size), 0) / sizes.length;
  return Float64Array.from(
    sizes,
    (size, g) => SPREAD.group * hashedNormal(seed, key, g) + CROWD_EFFECT * (Math.log(size) - typical),
  );
}

function eligibleByDwelling({ residents, dwellings }: DemoDistrict): Uint8Array {
  const eligible = new Uint8Array(dwellings.count);
  for (let person = 0; person < residents.count; person++) {
    if (isEligible(residents, person)) eligible[residents.dwelling[person] as number]! += 1;
  }
  return eligible;
}

interface ItemModel {
  /** Option indexes from the best score to the worst, and the logits at which one passes into the next. */
  bestFirst: number[];
  cuts: number[];
  dontKnow: number;
  refused: number;
  passageEffect: number;
}

function describeItem(seed: number, options: ScoringSheet["items"][number]["options"], i: number): ItemModel {
  const bestFirst = options.map((_, option) => option);
  bestFirst.sort((a, b) => (options[b]?.score ?? 0) - (options[a]?.score ?? 0));
  let reached = 0.52 + 0.24 * hashedUniform(seed, 7004, i);
  const cuts = bestFirst.slice(1).map(() => {
    const cut = Math.log(reached / (1 - reached));
    reached += (1 - reached) * 0.72;
    return cut;
  });
  return {
    bestFirst,
    cuts,
    dontKnow: 0.01 + 0.08 * hashedUniform(seed, 7005, i) ** 2,
    refused: 0.005 + 0.015 * hashedUniform(seed, 7006, i),
    passageEffect: PASSAGE_EFFECT + PASSAGE_ITEM_SPREAD * hashedNormal(seed, 7007, i),
  };
}

/** One person's answers as the wave's pipeline wants them: in the sheet's item order. */
export interface AnsweredSheet {
  codes: number[];
  scores: (number | null)[];
  satisfied: (boolean | null)[];
  ownShareSheet: number | null;
  ownShareOther: number | null;
}

/** One person's answer codes in the sheet's item order. */
export function answerCodes(opinions: Opinions, kind: PersonKind, person: number): number[] {
  const codes = new Int8Array(opinions.sheet.items.length);
  opinions.answer(kind, person, codes);
  return [...codes];
}

/** All answers of one person with their scores, and the person's own share under both rules for don't know. */
export function answerSheet(opinions: Opinions, kind: PersonKind, person: number): AnsweredSheet {
  const { sheet } = opinions;
  const codes = answerCodes(opinions, kind, person);
  const chosen = sheet.items.map((item, i) => item.options[codes[i] ?? DONT_KNOW] ?? null);
  const scores = chosen.map((option) => option?.score ?? null);
  return {
    codes,
    scores,
    satisfied: chosen.map((option) => option?.satisfied ?? null),
    ownShareSheet: ownShare(sheet, codes, scores, "sheet"),
    ownShareOther: ownShare(sheet, codes, scores, "other"),
  };
}
