import type { LedgerStreet } from "#db/queries/ledger-scope.ts";
import type { LedgerState } from "#db/queries/read-ledger-entries.ts";

/** In the order that they are offered in: what is to be done comes first. */
export const SHOWN_STATES: readonly LedgerState[] = ["open", "overdue", "fixed", "cancelled", "all"];

export interface LedgerFilterValues {
  /** The id of a street or a whole district; "" for all that the viewer has. */
  where: string;
  state: LedgerState;
}

/** Which entries an address asks for; what it names and the viewer has not is not there. */
export function readLedgerFilter(
  search: URLSearchParams,
  streets: readonly LedgerStreet[],
): LedgerFilterValues & { streetIds: string[] } {
  const asked = search.get("where") ?? "";
  const chosen = streets.filter(({ id, district }) => id === asked || district.id === asked);
  const state = SHOWN_STATES.find((each) => each === search.get("state")) ?? "open";
  const shown = chosen.length > 0 ? chosen : streets;
  return { where: chosen.length > 0 ? asked : "", state, streetIds: shown.map(({ id }) => id) };
}
