import type { Disposition } from "../vocabulary.ts";

/** One attempt at a dwelling. */
export interface CaseVisit {
  /** The city's wall clock, "2026-06-13T19:30" (more is ignored): parts of the day are local. */
  localTime: string;
  disposition: Disposition;
  /** From `VISIT_REASONS`. An "appointment" settles nothing: until it is kept it counts as a non-contact. */
  reason?: string | null;
}

/** What a case is for the household weights (`analysis/weighting`), whose steps handle these five apart. */
export type WeightingStatus =
  "respondent" | "person-nonresponse" | "dwelling-nonresponse" | "unknown-eligibility" | "not-eligible";

export interface CaseStatus {
  disposition: Disposition;
  /** No further visit is due. A closed wave takes the disposition as it stands. */
  final: boolean;
  /** Attempts that differ in date or part of the day; three are due before a non-contact is final. */
  visitsAtDifferentTimes: number;
  weighting: WeightingStatus;
}

export const VISITS_DUE = 3;

/**
 * The status of a household case from its visits.
 *
 * - I, else P, wins over everything: an interview that was had is not undone by another visit.
 * - Else the last visit that settled something (R, O, NE): a refusal stays one when nobody opens later, and a
 *   later visit that finds the flat empty corrects it. A roster without an eligible resident is NE.
 * - Else NC if any visit found the dwelling inhabited; else the last of UH and UO. No visit at all is UH (not
 *   attempted).
 *
 * Final are I, R, O and NE at once; P, NC, UH and UO after three visits at different times, i.e. in three
 * different (date, part of the day), of which not all in the same part (morning, afternoon from 12, evening
 * from 18; weekend apart).
 *
 * For weighting: I and P respond. R, NC and O are person nonresponse once somebody was rostered and selected,
 * dwelling nonresponse before. UH and UO are unknown eligibility, NE is not eligible.
 *
 * Source: AAPOR (2023), Standard Definitions, on converting temporary to final disposition codes.
 *
 * @param visits    in the order they were made
 * @param rostered  eligible residents on the dwelling's roster; null while there is no roster
 */
export function caseStatus(visits: readonly CaseVisit[], rostered: number | null): CaseStatus {
  const disposition = finalDisposition(visits, rostered);
  const { different, severalParts } = differentTimes(visits);
  const settled = disposition === "I" || disposition === "R" || disposition === "O" || disposition === "NE";
  return {
    disposition,
    final: settled || (different >= VISITS_DUE && severalParts),
    visitsAtDifferentTimes: different,
    weighting: weightingStatus(disposition, rostered !== null && rostered > 0),
  };
}

function finalDisposition(visits: readonly CaseVisit[], rostered: number | null): Disposition {
  const codes = visits.map(({ disposition, reason }) => (reason === "appointment" ? "NC" : disposition));
  if (codes.includes("I")) return "I";
  if (codes.includes("P")) return "P";
  if (rostered === 0) return "NE";
  const settled = codes.filter((code) => code === "R" || code === "O" || code === "NE");
  return settled.at(-1) ?? (codes.includes("NC") ? "NC" : (codes.at(-1) ?? "UH"));
}

/**
 * The household-weighting status of a final disposition; `selected`: somebody eligible was rostered and
 * selected.
 */
export function weightingStatus(disposition: Disposition, selected: boolean): WeightingStatus {
  switch (disposition) {
    case "I":
    case "P":
      return "respondent";
    case "R":
    case "NC":
    case "O":
      return selected ? "person-nonresponse" : "dwelling-nonresponse";
    case "UH":
    case "UO":
      return "unknown-eligibility";
    case "NE":
      return "not-eligible";
  }
}

function differentTimes(visits: readonly CaseVisit[]): { different: number; severalParts: boolean } {
  const times = new Set<string>();
  const parts = new Set<string>();
  for (const { localTime } of visits) {
    const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2})/.exec(localTime);
    if (!match) throw new RangeError(`a visit's local time reads like 2026-06-13T19:30, not ${localTime}`);
    const [, year, month, day, hour] = match.map(Number) as [number, number, number, number, number];
    const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
    const part = `${weekday % 6 === 0 ? "weekend" : "weekday"} ${hour < 12 ? 0 : hour < 18 ? 1 : 2}`;
    times.add(`${localTime.slice(0, 10)} ${part}`);
    parts.add(part);
  }
  return { different: times.size, severalParts: parts.size > 1 };
}
