import { AGE_BANDS, SEXES, type AgeBand, type Sex } from "../vocabulary.ts";
import { apportion } from "./apportion.ts";

export interface QuotaCell {
  ageBand: AgeBand;
  sex: Sex;
}

/** "36-55|female" */
export type QuotaKey = `${AgeBand}|${Sex}`;

/** One number a cell. */
export type QuotaCounts = Readonly<Record<QuotaKey, number>>;

export const quotaKey = ({ ageBand, sex }: QuotaCell): QuotaKey => `${ageBand}|${sex}`;

/** The six cells of a street, in the order in which they are shown and locked. */
export const QUOTA_CELLS: readonly QuotaCell[] = AGE_BANDS.flatMap((ageBand) =>
  SEXES.map((sex) => ({ ageBand, sex })),
);

export const QUOTA_KEYS: readonly QuotaKey[] = QUOTA_CELLS.map(quotaKey);

/** A number for every cell. */
export function countsOf(count: (key: QuotaKey, place: number) => number): QuotaCounts {
  return Object.fromEntries(QUOTA_KEYS.map((key, i) => [key, count(key, i)])) as Record<QuotaKey, number>;
}

/** How many of some things, each of a cell, are in every cell; what has no cell is not counted. */
export function tallyCells(things: readonly { ageBand: AgeBand | null; sex: Sex | null }[]): QuotaCounts {
  const counts = { ...countsOf(() => 0) } as Record<QuotaKey, number>;
  for (const { ageBand, sex } of things) if (ageBand && sex) counts[quotaKey({ ageBand, sex })] += 1;
  return counts;
}

/**
 * Interviews wanted of each cell where nobody typed other numbers: those planned, in proportion to the residents.
 *
 * @param interviews  planned in the street, whole
 * @param persons     residents by cell; a cell that is left out has none; all cells alike if none is known
 * @returns           whole numbers that add up to `interviews`
 */
export function wantedByDefault(interviews: number, persons: Partial<QuotaCounts>): QuotaCounts {
  const parts = apportion(
    interviews,
    QUOTA_KEYS.map((key) => persons[key] ?? 0),
  );
  return countsOf((_key, i) => parts[i]!);
}
