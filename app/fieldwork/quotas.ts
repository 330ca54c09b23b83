import type { PassersApart } from "#db/queries/count-passers-apart.ts";
import type { StreetQuota } from "#db/queries/read-quotas.ts";
import { heldBy } from "#db/queries/reserve-quotas.ts";
import { QUOTA_CELLS, quotaKey, type QuotaCell, tallyCells } from "#surveys/fieldwork/quota-cells.ts";
import { quotaOvershoot } from "#surveys/fieldwork/quota-overshoot.ts";
import { outstanding } from "#surveys/fieldwork/share-out-quota.ts";

/** How a cell of a street stands. */
export interface CellStand extends QuotaCell {
  wanted: number;
  interviewed: number;
  /** Held by tablets that may be interviewing now. */
  reserved: number;
}

export interface StreetStand extends PassersApart {
  streetId: string;
  planned: number;
  typed: boolean;
  known: boolean;
  cells: CellStand[];
  wanted: number;
  interviewed: number;
  beyond: number;
}

/** Interviews beyond the quota, by who made them on which tablet. */
export interface Overshoot {
  userId: string | null;
  deviceId: string | null;
  streetId: string;
  interviews: number;
}

export function standOfStreet(quota: StreetQuota, apart: PassersApart | undefined, now: number): StreetStand {
  const interviewed = tallyCells(quota.interviews);
  const held = heldBy(quota).map((each) => outstanding(each, now));
  const cells = QUOTA_CELLS.map((cell) => {
    const key = quotaKey(cell);
    return {
      ...cell,
      wanted: quota.wanted[key],
      interviewed: interviewed[key],
      reserved: held.reduce((sum, each) => sum + each[key], 0),
    };
  });
  const sum = (of: (cell: CellStand) => number) => cells.reduce((total, cell) => total + of(cell), 0);
  const { streetId, planned, typed, known } = quota;
  return {
    ...{ streetId, planned, typed, known, cells },
    missed: apart?.missed ?? 0,
    screened: apart?.screened ?? 0,
    wanted: sum((cell) => cell.wanted),
    interviewed: sum((cell) => cell.interviewed),
    beyond: sum((cell) => Math.max(0, cell.interviewed - cell.wanted)),
  };
}

export function overshootOf({ streetId, interviews, wanted }: StreetQuota): Overshoot[] {
  const byMaker = new Map<string, Overshoot>();
  for (const { userId, deviceId } of quotaOvershoot(interviews, wanted)) {
    const key = `${userId} ${deviceId}`;
    const known = byMaker.get(key) ?? { userId, deviceId, streetId, interviews: 0 };
    byMaker.set(key, { ...known, interviews: known.interviews + 1 });
  }
  return [...byMaker.values()];
}

/** Numbers typed for the six cells, or which of them are no whole numbers from 0 to 9999. */
export function readWanted(form: FormData) {
  const typed = QUOTA_CELLS.map(
    (cell) => [quotaKey(cell), String(form.get(quotaKey(cell)) ?? "").trim()] as const,
  );
  const wrong = typed.flatMap(([key, text]) => (/^\d{1,4}$/.test(text) ? [] : [key]));
  return { typed: Object.fromEntries(typed), wrong };
}
