import type { StoredRecord } from "./open-store.ts";
import { readBody } from "./outbox.ts";
import type { FieldWork, WorkCase } from "./work-types.ts";
import { countsOf, quotaKey, type QuotaCounts, type QuotaKey } from "#surveys/fieldwork/quota-cells.ts";
import { ageBandOf, SEXES } from "#surveys/vocabulary.ts";

/**
 * How many interviews of each cell this tablet may still make in the street of a session: what was reserved for it, less
 * what it made that the server had not heard of then.
 *
 * @returns null where passers-by are asked by the k-th rule
 */
export function quotaLeft(
  work: FieldWork,
  { waveId, streetId }: Pick<WorkCase, "waveId" | "streetId">,
  records: readonly StoredRecord[],
): QuotaCounts | null {
  if (work.waves.find(({ id }) => id === waveId)?.interceptRule !== "quota") return null;
  const cells = work.quotas?.find((quota) => quota.waveId === waveId && quota.streetId === streetId)?.cells;
  const inStreet = new Set(
    work.cases.filter((each) => each.waveId === waveId && each.streetId === streetId).map(({ id }) => id),
  );
  const made = records.flatMap((record) => {
    if (record.kind !== "responses" || record.state === "quarantined") return [];
    const { mode, caseId, outcome, answers } = readBody({ ...record, kind: "responses" });
    const own = mode === "intercept" && outcome !== "ineligible" && caseId && inStreet.has(caseId);
    return own ? [cellOf(answers)] : [];
  });
  return countsOf((key) => {
    const reserved = cells?.find((cell) => quotaKey(cell) === key)?.reserved ?? 0;
    return Math.max(0, reserved - made.filter((cell) => cell === key).length);
  });
}

/** The cell that answers put a person in; null while age or sex is not known, or out of bounds. */
export function cellOf({ age, sex }: Readonly<Record<string, unknown>>): QuotaKey | null {
  const ageBand = ageBandOf(Number(age ?? Number.NaN));
  const known = SEXES.find((one) => one === sex);
  return ageBand && known ? quotaKey({ ageBand, sex: known }) : null;
}
