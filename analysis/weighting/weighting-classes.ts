import { DesignError } from "#analysis/design-error.ts";

/** What one class brings to an adjustment: weight before, weight of those who carry it on, and how many they are. */
export interface ClassSums {
  all: number;
  carriers: number;
  carrierCount: number;
}

/** One class after merging: the keys in it, and the factor that its carriers get. */
export interface WeightingClass extends ClassSums {
  keys: string[];
  factor: number;
}

/** Which class joined which, and why. */
export interface ClassMerge {
  from: string[];
  into: string[];
  reason: "few-respondents" | "large-factor";
}

/** When a weighting class is too small or corrects too much. */
export interface MergeRule {
  /** Classes with fewer carriers are merged. */
  minRespondents: number;
  /** Classes with a larger factor are merged. */
  maxFactor: number;
}

/** DESIGN's rule: at least 20 respondents and a factor of at most 3. */
export const MERGE_RULE: MergeRule = { minRespondents: 20, maxFactor: 3 };

/**
 * Merges weighting classes until each has enough carriers and a bearable factor, or one is left.
 *
 * The classes stand in the order of their keys. While one fails, the one with the fewest carriers (then the first)
 * joins its neighbour in that order: the one whose adjoining key shares the longer beginning with its own
 * ("S01|house" joins "S01|flat" before "S02|flat"), then the one with fewer carriers, then the one before it.
 * O(classes²). Source: Valliant, Dever & Kreuter (2018), chapter 13.
 *
 * @param sums  per class key; weights in dwellings or persons
 * @throws {DesignError} `no-respondents` if nobody in any class carries the weight on
 */
export function mergeWeightingClasses(
  sums: ReadonlyMap<string, ClassSums>,
  rule: MergeRule = MERGE_RULE,
): { classes: WeightingClass[]; merges: ClassMerge[] } {
  const classes = [...sums.keys()].sort().map((key) => withFactor([key], sums.get(key) as ClassSums));
  const merges: ClassMerge[] = [];
  if (!classes.some(({ carrierCount }) => carrierCount > 0))
    throw new DesignError("no-respondents", "no unit carries its weighting class's weight on");
  while (classes.length > 1) {
    const at = neediest(classes, rule);
    if (at < 0) break;
    const weak = classes[at]!;
    const to = neighbour(classes, at);
    const into = classes[to]!;
    merges.push({
      from: weak.keys,
      into: into.keys,
      reason: weak.carrierCount < rule.minRespondents ? "few-respondents" : "large-factor",
    });
    const [first, second] = at < to ? [weak, into] : [into, weak];
    classes.splice(
      Math.min(at, to),
      2,
      withFactor([...first.keys, ...second.keys], {
        all: first.all + second.all,
        carriers: first.carriers + second.carriers,
        carrierCount: first.carrierCount + second.carrierCount,
      }),
    );
  }
  return { classes, merges };
}

function withFactor(keys: string[], sums: ClassSums): WeightingClass {
  return { keys, ...sums, factor: sums.carriers > 0 ? sums.all / sums.carriers : Infinity };
}

function neediest(classes: readonly WeightingClass[], rule: MergeRule): number {
  let found = -1;
  classes.forEach(({ carrierCount, factor }, k) => {
    if (carrierCount >= rule.minRespondents && factor <= rule.maxFactor) return;
    if (found < 0 || carrierCount < classes[found]!.carrierCount) found = k;
  });
  return found;
}

function neighbour(classes: readonly WeightingClass[], at: number): number {
  const before = classes[at - 1];
  const after = classes[at + 1];
  if (!before) return at + 1;
  if (!after) return at - 1;
  const { keys } = classes[at]!;
  const alikeBefore = sharedBeginning(before.keys.at(-1)!, keys[0]!);
  const alikeAfter = sharedBeginning(keys.at(-1)!, after.keys[0]!);
  if (alikeBefore !== alikeAfter) return alikeBefore > alikeAfter ? at - 1 : at + 1;
  return after.carrierCount < before.carrierCount ? at + 1 : at - 1;
}

function sharedBeginning(a: string, b: string): number {
  let k = 0;
  while (k < a.length && a[k] === b[k]) k++;
  return k;
}
