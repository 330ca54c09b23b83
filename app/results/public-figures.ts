import { FEWEST_RESPONDENTS, type Shown, suppressCells } from "#analysis/disclosure/suppress-cells.ts";
import type { Estimate, ItemEstimate } from "#analysis/score/estimate.ts";
import type { WaveEstimates } from "#analysis/score/estimate-wave.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { PublishedInputs } from "#db/schema/estimates.ts";

/** A figure, or why the public does not see one. */
export type PublicFigure<T> =
  | T
  /** It would say something about single persons. */
  | { hidden: "protected" }
  /** The survey cannot give it. */
  | { hidden: "not-known" };

export interface PublicShare {
  share: number;
  ci: [number, number];
  n: number;
}

export interface PublicScore {
  /** 0..1 */
  score: number;
  ci: [number, number];
  answered: number;
}

export interface PublicFigures {
  /** Of the intervals. */
  level: number;
  /** False where whom to ask in the street was not left to chance. */
  probability: boolean;
  overall: PublicFigure<PublicShare>;
  /** Interviews that count; null where a number would say something about single persons. */
  interviews: Record<"household" | "intercept" | "online", number | null>;
  /** By code. */
  streets: { name: { zh: string; en: string }; figure: PublicFigure<PublicShare> }[];
  /** In the sheet's order; the overall item last. */
  items: { id: string; dimension: string; figure: PublicFigure<PublicScore> }[];
}

/**
 * What the public sees of a published estimate: nothing of under ten respondents, nothing where all were of one mind, and
 * nothing that would give either away by subtraction (see `suppressCells`). Streets add up to the district, modes to all
 * interviews, items to the share.
 */
export function publicFigures(inputs: PublishedInputs, estimates: WaveEstimates): PublicFigures {
  const { overall, level } = estimates;
  const asked = (mode: "household" | "intercept" | "online") => inputs.received.overall[mode];
  const modes = (["household", "intercept"] as const).map((mode) => asked(mode));
  const [household, intercept] = suppressCells(modes.map((n) => ({ n, unanimous: false })));
  const number = (shown: Shown | undefined, n: number) => (shown === "shown" ? n : null);
  return {
    level,
    probability: inputs.wave.interceptRule !== "quota",
    overall: shareOf(overall.combined, suppressCells([cellOf(overall.combined, modes[0]! + modes[1]!)])[0]!),
    interviews: {
      household: number(household, asked("household")),
      intercept: number(intercept, asked("intercept")),
      online: asked("online") >= FEWEST_RESPONDENTS || asked("online") === 0 ? asked("online") : null,
    },
    streets: streetFigures(inputs, estimates),
    items: itemFigures(estimates),
  };
}

/** Of a withheld share it is not known how many count: those received stand for them. */
function cellOf(outcome: Outcome<Estimate>, received: number) {
  if (isWithheld(outcome)) return { n: received, unanimous: false };
  const { n, share, se } = outcome;
  return { n, unanimous: se === 0 || share <= 0 || share >= 20 };
}

function shareOf(outcome: Outcome<Estimate>, shown: Shown): PublicFigure<PublicShare> {
  if (shown !== "shown") return { hidden: "protected" };
  if (isWithheld(outcome)) return { hidden: "not-known" };
  const { share, ci, n } = outcome;
  return { share, ci: [ci[0], ci[1]], n };
}

function streetFigures({ streets, received }: PublishedInputs, estimates: WaveEstimates) {
  const outcomes = streets.map(({ id }) => estimates.streets.find(({ street }) => street === id)!.combined);
  const cells = outcomes.map((outcome, i) => {
    const { household, intercept } = received.streets[streets[i]!.id] ?? { household: 0, intercept: 0 };
    return cellOf(outcome, household + intercept);
  });
  const shown = suppressCells(cells);
  return streets.map(({ name }, i) => ({ name, figure: shareOf(outcomes[i]!, shown[i]!) }));
}

/** All but one of the items, and the share, give the one away: but for the overall item, which is no part of it. */
function itemFigures({ items, overallItem }: WaveEstimates): PublicFigures["items"] {
  const parts = items.map(({ combined }) => itemCell(combined));
  const shown = [...suppressCells(parts), ...suppressCells([itemCell(overallItem.combined)])];
  return [...items, overallItem].map(({ id, dimension, combined }, i) => ({
    ...{ id, dimension, figure: scoreOf(combined, shown[i]!) },
  }));
}

/** Without variation everybody said the same: that is withheld, and must not be guessed from what is left. */
function itemCell(outcome: Outcome<ItemEstimate>) {
  if (isWithheld(outcome)) {
    const unanimous = outcome.withheld.code === "no-variation";
    return { n: unanimous ? FEWEST_RESPONDENTS : 0, unanimous };
  }
  const { answered, estimate, se } = outcome;
  return { n: answered, unanimous: se === 0 || estimate <= 0 || estimate >= 1 };
}

function scoreOf(outcome: Outcome<ItemEstimate>, shown: Shown): PublicFigure<PublicScore> {
  if (shown !== "shown") return { hidden: "protected" };
  if (isWithheld(outcome)) return { hidden: "not-known" };
  const { estimate: score, ci, answered } = outcome;
  return { score, ci: [ci[0], ci[1]], answered };
}
