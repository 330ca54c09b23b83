import type { LedgerState } from "#db/queries/read-ledger-entries.ts";

interface Standing {
  dueOn: string | null;
  fixedAt: Date | string | null;
  cancelledAt: Date | string | null;
}

/** How an entry stands on a day. */
export function stateOf(
  { dueOn, fixedAt, cancelledAt }: Standing,
  today: string,
): Exclude<LedgerState, "all"> {
  if (fixedAt) return "fixed";
  if (cancelledAt) return "cancelled";
  return dueOn !== null && dueOn < today ? "overdue" : "open";
}
