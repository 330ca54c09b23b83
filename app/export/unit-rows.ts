import { DONT_KNOW } from "#surveys/scoring-sheet.ts";
import type { StoredUnit } from "#db/queries/read-units.ts";
import { UNIT_COLUMNS, type UnitFile } from "./unit-file.ts";

export type UnitCell = string | number | null;

/** Names of the columns: those of the design, then each question's code and score. */
export function unitColumns({ items }: UnitFile): string[] {
  return [...UNIT_COLUMNS, ...items.flatMap(({ variable }) => [variable, `${variable}_score`])];
}

/**
 * One interview as a row: codes are 1, 2, … in the order of the options, −1 don't know, −2 refused, empty not asked;
 * scores are those of the options chosen.
 */
export function unitRow(
  unit: StoredUnit,
  file: UnitFile,
  streetNumbers: ReadonlyMap<string, number>,
): UnitCell[] {
  const { id, mode, stratum, psu, streetId, streetCode, ageBand, sex, weight, codes, scores } = unit;
  const factor = mode === "household" ? file.factorOf(streetId, ageBand, sex) : 1;
  const answers = file.items.flatMap((_, i): UnitCell[] => {
    const code = codes[i] ?? null;
    return [code === null || code <= DONT_KNOW ? code : code + 1, scores[i] ?? null];
  });
  return [
    ...[id, mode, stratum, psu],
    ...[streetCode === null ? null : (streetNumbers.get(streetCode) ?? null), streetCode],
    ...[ageBand, sex, weight, factor === null ? null : weight * factor],
    ...answers,
  ];
}
