/** The eleven topics of a round: the six-word standard, four social topics, and the overall question. */
export const DIMENSIONS = [
  "level",
  "bright",
  "green",
  "beautiful",
  "clean",
  "orderly",
  "civility",
  "traffic",
  "counters",
  "schools",
  "overall",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Answer codes of the two answers that every item offers beside its own options. */
export const DONT_KNOW = -1;
export const REFUSED = -2;

export interface ScoringOption {
  value: string;
  /** In [0, 1]; 1 is the best answer. */
  score: number;
  /** Counted by the satisfaction rate. */
  satisfied: boolean;
}

export interface ScoringItem {
  id: string;
  dimension: Dimension;
  weight: number;
  /** What "don't know" counts as: left out, or an answer that scores 0. Refused is always left out. */
  dontKnow: "excluded" | "zero";
  options: ScoringOption[];
}

export interface ScoringSheet {
  id: string;
  items: ScoringItem[];
  /** The item that stands apart: asked and reported, with weight 0. */
  overallItem: string;
}

/**
 * Checks a scoring sheet and gives it its type.
 *
 * The rule for the weights: decimal fractions that sum to 1 within 1e-12; only the overall item weighs 0.
 *
 * @param sheet  parsed JSON
 * @returns      the same object
 * @throws {Error} with a sentence naming the first thing that is wrong
 */
export function checkScoringSheet(sheet: unknown): ScoringSheet {
  const { id, items, overallItem } = sheet as ScoringSheet;
  if (typeof id !== "string" || id === "") fail("The scoring sheet needs an id.");
  if (!Array.isArray(items) || items.length === 0) fail("The scoring sheet needs at least one item.");
  const ids = new Set<string>();
  for (const item of items) {
    if (ids.has(item.id)) fail(`Item ${item.id} appears twice.`);
    ids.add(item.id);
    checkItem(item, item.id === overallItem);
  }
  if (!ids.has(overallItem)) fail(`The overall item ${overallItem} is not among the items.`);
  const total = items.reduce((sum, item) => sum + item.weight, 0);
  if (Math.abs(total - 1) > 1e-12) fail(`The item weights sum to ${total} instead of 1.`);
  return sheet as ScoringSheet;
}

function checkItem(item: ScoringItem, standsApart: boolean): void {
  if (!/^[a-z][a-z0-9_]*$/.test(item.id)) fail(`"${item.id}" cannot be the id of an item.`);
  if (!DIMENSIONS.includes(item.dimension)) fail(`Item ${item.id}: unknown dimension ${item.dimension}.`);
  if (item.dontKnow !== "excluded" && item.dontKnow !== "zero")
    fail(`Item ${item.id}: dontKnow must be "excluded" or "zero".`);
  if (standsApart ? item.weight !== 0 : !(item.weight > 0 && item.weight <= 1))
    fail(`Item ${item.id}: its weight cannot be ${item.weight}.`);
  if (!Array.isArray(item.options) || item.options.length < 2)
    fail(`Item ${item.id}: needs at least two options.`);
  const values = new Set(["dk", "refused"]);
  for (const { value, score, satisfied } of item.options) {
    if (typeof value !== "string" || value === "" || values.has(value))
      fail(`Item ${item.id}: the option "${value}" is reserved, empty or appears twice.`);
    values.add(value);
    if (!(score >= 0 && score <= 1)) fail(`Item ${item.id}: the score of "${value}" must be in [0, 1].`);
    if (typeof satisfied !== "boolean")
      fail(`Item ${item.id}: "${value}" must say whether it is a satisfied answer.`);
  }
  if (!item.options.some(({ score }) => score === 1)) fail(`Item ${item.id}: no option scores 1.`);
}

/**
 * One respondent's own share s̃ = 20 · Σ ω a y / Σ ω a, over the items that count for them.
 *
 * @param codes   answer codes in the sheet's item order: option index, −1 don't know, −2 refused, null not asked
 * @param scores  option scores in [0, 1] in the same order; null wherever no option was chosen
 * @param rule    "sheet": each item's own rule for don't know; "other": every item's rule turned round
 * @returns       points in [0, 20], or null if no weighted item counts
 */
export function ownShare(
  sheet: ScoringSheet,
  codes: readonly (number | null)[],
  scores: readonly (number | null)[],
  rule: "sheet" | "other",
): number | null {
  let earned = 0;
  let possible = 0;
  sheet.items.forEach((item, i) => {
    const countsAsZero = (item.dontKnow === "zero") === (rule === "sheet");
    const code = codes[i] ?? null;
    if (code === null || code === REFUSED || (code === DONT_KNOW && !countsAsZero)) return;
    possible += item.weight;
    earned += item.weight * (code === DONT_KNOW ? 0 : (scores[i] ?? 0));
  });
  return possible > 0 ? (20 * earned) / possible : null;
}

function fail(sentence: string): never {
  throw new Error(sentence);
}
