import type { Loss, PartLoss } from "#analysis/score/estimate-losses.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { Item } from "#db/queries/read-wave-estimates.ts";

/** The combined figures, or one way of asking alone. */
export const WAYS = ["combined", "household", "intercept"] as const;
export type Way = (typeof WAYS)[number];

/** Points that a dimension or an item loses in the whole district. */
export interface LossStep {
  id: string;
  points: number;
  loss: Outcome<Loss>;
}

/** What dimensions lose as one way of asking sees it, the largest loss first. */
export function dimensionSteps(parts: readonly PartLoss[], way: Way): LossStep[] {
  const steps = parts.map(({ part: id, points, combined, byMode }) => ({
    ...{ id, points, loss: way === "combined" ? combined : byMode[way] },
  }));
  return largestFirst(steps);
}

/** The same of the items of a dimension. */
export const itemSteps = (items: readonly Item[], way: Way): LossStep[] =>
  largestFirst(items.map((item) => itemStep(item, way)));

/** Points lost are a stake times what is missing from the score, and so are their errors and the interval of the score. */
function itemStep(item: Item, way: Way): LossStep {
  const figure = way === "combined" ? item : item.byMode[way];
  const points = 20 * item.weight;
  if (isWithheld(figure)) return { id: item.id, points, loss: { withheld: figure.withheld } };
  const { estimate, se, ci, df } = figure;
  const loss = { lost: points * (1 - estimate), se: points * se, df };
  return {
    ...{ id: item.id, points },
    loss: { ...loss, ci: [points * (1 - ci[1]), points * (1 - ci[0])] },
  };
}

/** The largest loss first; what is withheld last. */
function largestFirst(steps: LossStep[]): LossStep[] {
  const lost = ({ loss }: LossStep) => (isWithheld(loss) ? -Infinity : loss.lost);
  return steps.sort((a, b) => lost(b) - lost(a));
}
