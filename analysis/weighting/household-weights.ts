import { DesignError } from "#analysis/design-error.ts";
import { adjustByClass, type AdjustmentStep, type Part } from "#analysis/weighting/adjust-by-class.ts";
import { kishEffectOf, type KishEffect } from "#analysis/weighting/kish.ts";
import { trimWeights, type TrimOptions, type TrimReport } from "#analysis/weighting/trim-weights.ts";
import { MERGE_RULE, type MergeRule } from "#analysis/weighting/weighting-classes.ts";

/** What became of a drawn dwelling, as weighting sees it. */
export type HouseholdStatus =
  "respondent" | "person-nonresponse" | "dwelling-nonresponse" | "unknown-eligibility" | "not-eligible";

/** One drawn and released dwelling at the end of fieldwork. */
export interface HouseholdCase {
  caseId: string;
  /** Probability of being drawn and released, all stages. */
  overallPi: number;
  status: HouseholdStatus;
  /** Eligible residents rostered; null where nobody could be rostered. */
  eligible: number | null;
  /** The selected resident's probability within the dwelling; 1/eligible where it is null. */
  selectionPi: number | null;
  dwellingClass: string;
  /** Class of the selected person; the dwelling's where it is null. */
  personClass: string | null;
}

/** How household weights are adjusted. */
export interface HouseholdWeightOptions {
  merge?: MergeRule;
  /** Off unless given. */
  trim?: TrimOptions;
}

/** What each step of household weighting did. */
export interface HouseholdWeightReport {
  steps: AdjustmentStep[];
  /** Factor 1/selection probability among rostered dwellings. */
  selection: { min: number; max: number };
  trim: TrimReport | null;
  /** Respondents' weights: 1/π alone, and in the end. */
  kish: { base: KishEffect; final: KishEffect };
}

const ROSTERED: Partial<Record<HouseholdStatus, true>> = { respondent: true, "person-nonresponse": true };

/**
 * Household weights up to, and without, raking: 1/π → unknown eligibility → dwelling nonresponse →
 * × 1/selection probability (eligible residents rostered) → person nonresponse (→ trimming).
 *
 * Weights are persons. O(cases). Source: Valliant, Dever & Kreuter (2018), chapter 13; AAPOR (2023), Standard
 * Definitions, for the statuses. Variances take these weights as given.
 *
 * @param cases  every drawn and released dwelling, whatever became of it
 * @returns      a weight for each respondent, and every step's classes, factors, merges and design effects
 * @throws {DesignError} `no-respondents`; `inclusion-probability` or `selection-probability` {case} if one is missing
 *   or not in (0, 1]
 */
export function householdWeights(
  cases: readonly HouseholdCase[],
  options: HouseholdWeightOptions = {},
): { weights: { caseId: string; weight: number }[]; report: HouseholdWeightReport } {
  const rule = options.merge ?? MERGE_RULE;
  const base = Float64Array.from(
    cases,
    (one) => 1 / probability(one.overallPi, "inclusion-probability", one),
  );
  const responded = cases.map((one, k) => (one.status === "respondent" ? k : -1)).filter((k) => k >= 0);
  const weights = base.slice();
  const parts =
    (carriers: HouseholdStatus[], donors: HouseholdStatus[]) =>
    (k: number): Part => {
      const { status } = cases[k]!;
      return carriers.includes(status) ? "carrier" : donors.includes(status) ? "donor" : "outside";
    };
  const dwellingClass = (k: number) => cases[k]!.dwellingClass;
  const known: HouseholdStatus[] = [
    "respondent",
    "person-nonresponse",
    "dwelling-nonresponse",
    "not-eligible",
  ];
  const steps = [
    adjustByClass("unknown-eligibility", weights, parts(known, ["unknown-eligibility"]), dwellingClass, rule),
    adjustByClass("dwelling-nonresponse", weights, parts(["respondent", "person-nonresponse"], ["dwelling-nonresponse"]), dwellingClass, rule), // prettier-ignore
  ];
  const selection = { min: Infinity, max: 0 };
  cases.forEach((one, k) => {
    if (!ROSTERED[one.status]) return;
    const factor = 1 / probability(one.selectionPi ?? 1 / (one.eligible ?? 0), "selection-probability", one);
    selection.min = Math.min(selection.min, factor);
    selection.max = Math.max(selection.max, factor);
    weights[k]! *= factor;
  });
  const personClass = (k: number) => cases[k]!.personClass ?? cases[k]!.dwellingClass;
  steps.push(adjustByClass("person-nonresponse", weights, parts(["respondent"], ["person-nonresponse"]), personClass, rule)); // prettier-ignore
  const untrimmed = Float64Array.from(responded, (k) => weights[k]!);
  const trimmed = options.trim ? trimWeights(untrimmed, options.trim) : null;
  const final = trimmed?.weights ?? untrimmed;
  return {
    weights: responded.map((k, i) => ({ caseId: cases[k]!.caseId, weight: final[i]! })),
    report: {
      steps,
      selection,
      trim: trimmed?.report ?? null,
      kish: { base: kishEffectOf(responded.map((k) => base[k]!)), final: kishEffectOf(final) },
    },
  };
}

function probability(pi: number, code: string, { caseId }: HouseholdCase): number {
  if (pi > 0 && pi <= 1) return pi;
  throw new DesignError(code, `case ${caseId} has the probability ${pi}`, { case: caseId });
}
