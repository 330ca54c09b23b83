import { storable } from "#app/present/form-text.ts";
import type { PlanningExperience } from "#db/queries/read-planning-experience.ts";

export const RULES = ["equal", "proportional", "neyman", "power"] as const;
export type RuleName = (typeof RULES)[number];

/** What the designer of a wave enters, by its name in the form. Fractions are entered as per cent. */
export const NUMBERS = {
  margin: { least: 0.1, most: 5, usual: 1, whole: false },
  householdInterviews: { least: 1, most: 1_000_000, usual: 1200, whole: true },
  interceptInterviews: { least: 1, most: 1_000_000, usual: 900, whole: true },
  householdPart: { least: 10, most: 90, usual: 57, whole: false },
  exponent: { least: 0, most: 1, usual: 0.5, whole: false },
  leastCommunities: { least: 2, most: 100, usual: 5, whole: true },
  leastSessions: { least: 5, most: 100, usual: 5, whole: true },
  dwellings: { least: 1, most: 1000, usual: 32, whole: true },
  interviewsPerSession: { least: 1, most: 1000, usual: 12, whole: true },
  responseRate: { least: 1, most: 100, usual: 50, whole: false },
  householdSd: { least: 0.1, most: 10, usual: 3.5, whole: false },
  interceptSd: { least: 0.1, most: 10, usual: 3.5, whole: false },
  householdCorrelation: { least: 0, most: 1, usual: 0.05, whole: false },
  interceptCorrelation: { least: 0, most: 1, usual: 0.03, whole: false },
  householdCv2: { least: 0, most: 10, usual: 0.25, whole: false },
  interceptCv2: { least: 0, most: 10, usual: 0.05, whole: false },
  dwellingsPerDay: { least: 0.5, most: 100, usual: 8, whole: false },
  sessionsPerDay: { least: 0.5, most: 10, usual: 2, whole: false },
  replicates: { least: 0, most: 20, usual: 2, whole: true },
  reserveDwellings: { least: 1, most: 1000, usual: 4, whole: true },
  keepPart: { least: 0, most: 100, usual: 50, whole: false },
} as const;
export type NumberName = keyof typeof NUMBERS;

/** Those that an earlier wave can tell, with its figure. */
export type Known = Partial<Record<NumberName, number>>;

export interface DesignInputs extends Record<NumberName, number> {
  goal: "margin" | "interviews";
  rule: RuleName;
  /** In [0, 1]; null: households' part of the planned interviews. */
  lambda: number | null;
  /** Wave whose communities are kept in part; null for none. */
  keep: string | null;
  interceptRule: "every-kth" | "quota";
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));

/** What the last closed wave found, as the form writes it. */
export function knownFrom(experience: PlanningExperience | null): Known {
  const known: Known = {};
  if (!experience) return known;
  const { household, intercept, responseRate } = experience;
  if (responseRate !== null) known.responseRate = round(100 * Math.min(1, responseRate), 1);
  if (household) {
    known.householdSd = round(household.sd, 2);
    known.householdCorrelation = round(household.correlation, 3);
    known.householdCv2 = round(household.weightCv2, 2);
  }
  if (intercept) {
    known.interceptSd = round(intercept.sd, 2);
    known.interceptCorrelation = round(intercept.correlation, 3);
    known.interceptCv2 = round(intercept.weightCv2, 2);
  }
  return known;
}

/**
 * What was entered, with the known or the usual for what was not; the names of fields whose text cannot be used, for
 * which the default stands.
 *
 * @param entered  by field name: of the address, of a form, or as it was stored with the plan
 */
export function readInputs(
  entered: ReadonlyMap<string, string>,
  known: Known,
): { inputs: DesignInputs; problems: string[] } {
  const problems: string[] = [];
  const number = (text: string, { least, most, whole }: { least: number; most: number; whole: boolean }) => {
    const value = Number(text.trim().replace(",", "."));
    return text.trim() !== "" && value >= least && value <= most && (!whole || Number.isInteger(value))
      ? value
      : null;
  };
  const numbers = Object.fromEntries(
    Object.entries(NUMBERS).map(([name, limits]) => {
      const usual = known[name as NumberName] ?? limits.usual;
      const text = entered.get(name);
      if (text === undefined) return [name, usual];
      const value = number(text, limits);
      if (value === null) problems.push(name);
      return [name, value ?? usual];
    }),
  ) as Record<NumberName, number>;
  const lambdaText = entered.get("lambda")?.trim() ?? "";
  const lambda = lambdaText === "" ? null : number(lambdaText, { least: 0, most: 1, whole: false });
  if (lambdaText !== "" && lambda === null) problems.push("lambda");
  const rule = RULES.find((each) => each === entered.get("rule"));
  return {
    inputs: {
      ...numbers,
      goal: entered.get("goal") === "interviews" ? "interviews" : "margin",
      rule: rule ?? "equal",
      lambda,
      keep: entered.get("keep") || null,
      interceptRule: entered.get("interceptRule") === "quota" ? "quota" : "every-kth",
    },
    problems,
  };
}

/** Texts of a form or an address by name; only those that the design knows. */
export function enteredOf(pairs: Iterable<[string, unknown]>): Map<string, string> {
  const names = new Set<string>([...Object.keys(NUMBERS), "goal", "rule", "lambda", "keep", "interceptRule"]);
  const entered = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (names.has(name) && typeof value === "string") entered.set(name, storable(value.slice(0, 100)));
  }
  return entered;
}
