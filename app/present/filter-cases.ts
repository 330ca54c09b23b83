import type { StandingCase } from "#db/queries/read-case-standings.ts";
import { CASE_STATES } from "#surveys/fieldwork/case-state.ts";
import { DISPOSITIONS } from "#surveys/vocabulary.ts";

/** Null: no matter which. */
export interface CaseFilterValues {
  /** One case alone, as other pages lead to it. */
  id?: string | null;
  street: string | null;
  mode: StandingCase["mode"] | null;
  /** A person's id, or "nobody". */
  volunteer: string | null;
  /** A state, or "final I" for one that ended in an interview. */
  state: string | null;
}

export const STATE_FILTERS = [...CASE_STATES, ...DISPOSITIONS.map((code) => `final ${code}`)];

/** What a page of cases is asked to show; what it does not know it leaves out. */
export function readCaseFilter(search: URLSearchParams): CaseFilterValues {
  const given = (name: string) => search.get(name) || null;
  const mode = given("mode");
  const state = given("state");
  return {
    id: given("case"),
    street: given("street"),
    mode: mode === "household" || mode === "intercept" ? mode : null,
    volunteer: given("volunteer"),
    state: state !== null && STATE_FILTERS.includes(state) ? state : null,
  };
}

export function filterCases(cases: readonly StandingCase[], filter: CaseFilterValues): StandingCase[] {
  const { id = null, street, mode, volunteer, state } = filter;
  const [wanted, disposition] = state?.split(" ") ?? [];
  return cases.filter(
    (each) =>
      (id === null || each.id === id) &&
      (street === null || each.streetId === street) &&
      (mode === null || each.mode === mode) &&
      (volunteer === null || each.userId === (volunteer === "nobody" ? null : volunteer)) &&
      (wanted === undefined || each.state === wanted) &&
      (disposition === undefined || each.disposition === disposition),
  );
}
