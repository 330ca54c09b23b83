import { QUOTA_KEYS, quotaKey, type QuotaCell, type QuotaCounts } from "./quota-cells.ts";

export interface QuotaInterview extends QuotaCell {
  id: string;
  /** Milliseconds */
  at: number;
}

/**
 * The interviews beyond what was wanted: in every cell those that were finished last. They count all the same.
 *
 * @param interviews  of one street
 * @returns           in the order of the cells, then by time
 */
export function quotaOvershoot<T extends QuotaInterview>(interviews: readonly T[], wanted: QuotaCounts): T[] {
  return QUOTA_KEYS.flatMap((key) =>
    interviews
      .filter((interview) => quotaKey(interview) === key)
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
      .slice(wanted[key]),
  );
}
