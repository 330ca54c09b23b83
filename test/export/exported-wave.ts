import type { WaveInput } from "#analysis/score/estimate-wave.ts";
import { tallyUnits, type UnitRow } from "#analysis/tally.ts";
import { describeUnits, type UnitFile } from "#app/export/unit-file.ts";
import type { EstimationFrame } from "#db/queries/read-estimation-frame.ts";
import type { StoredUnit } from "#db/queries/read-units.ts";
import { inventUnits, ITEMS, SHEET } from "#test/analysis/invented-wave.ts";

/** Streets as nobody should name them: their codes and names hold what formulas, quotes and macros are made of. */
export const STREETS = [
  {
    id: "S1",
    code: "=cmd|' /c calc'!A1",
    name: { zh: "临溪，“东”街道", en: "Linxi \"East\", the '$first'" },
  },
  { id: "S2", code: "s2", name: { zh: "=cmd 街道", en: "=cmd`x' \\ Street" } },
  { id: "S3", code: "s,3", name: { zh: "𠀋桥街道", en: "O'Brien\nStreet" } },
];

export interface ExportedWave {
  input: WaveInput;
  file: UnitFile;
  units: StoredUnit[];
}

export interface Invention {
  household: readonly UnitRow[];
  intercept: readonly UnitRow[];
  silent?: readonly { mode: "household" | "intercept"; stratum: string; psu: string; street: string }[];
  lambda?: number;
  totals?: Partial<WaveInput["controlTotals"]>;
}

const six = Object.fromEntries(
  ["18-35", "36-55", "56-65"].flatMap((age) => ["female", "male"].map((sex) => [`${age}|${sex}`, 15_000])),
);

export const inventHouseholds = () => inventUnits(7, ["S1", "S2", "S3"], 5, 18);
export const inventIntercepts = () => inventUnits(8, ["S1", "S2", "S3"], 6, 12);

/** A wave as estimation has it, and the same interviews as the database would give them. */
export function exportWave({
  household,
  intercept,
  silent = [],
  lambda = 0.6,
  totals,
}: Invention): ExportedWave {
  const tally = (mode: "household" | "intercept", units: readonly UnitRow[]) =>
    tallyUnits(
      mode,
      ITEMS,
      SHEET,
      units,
      silent.filter((psu) => psu.mode === mode),
    );
  const input: WaveInput = {
    household: tally("household", household),
    intercept: tally("intercept", intercept),
    online: null,
    sheet: SHEET,
    overallItem: "q04",
    controlTotals: { street: { S1: 20_000, S2: 40_000, S3: 30_000 }, ageSex: six, ...totals },
    lambda,
    streets: STREETS.map(({ id }) => id),
    dontKnow: "sheet",
  };
  const options = ["good", "fair", "poor"].map((value, i) => ({
    ...{ value, score: 1 - i / 2, satisfied: i < 2 },
  }));
  const frame = {
    wave: { code: "w1", name: { zh: "第一轮", en: "First\nwave" }, lambda },
    sheet: { id: "sheet", overallItem: "q04", items: SHEET.map((item) => ({ ...item, options })) },
    streets: STREETS,
    totals: input.controlTotals,
  } as unknown as EstimationFrame;
  const titles = Object.fromEntries(
    SHEET.map(({ id }) => [id, { zh: `${id}：路灯亮吗，“够”吗？`, en: `${id}: "Enough" light, isn't it?` }]),
  );
  const file = describeUnits(frame, input, { titles, choices: {} });
  const codeOf = new Map(STREETS.map(({ id, code }) => [id, code]));
  const stored = (mode: "household" | "intercept", units: readonly UnitRow[]) =>
    units.map((unit, i): StoredUnit => ({
      ...{ id: `${mode}-${i}`, mode, stratum: unit.stratum!, psu: unit.psu!, streetId: unit.street },
      ...{ streetCode: codeOf.get(unit.street!) ?? null, ageBand: unit.ageBand, sex: unit.sex },
      ...{ weight: unit.weight, codes: [...unit.codes], scores: [...unit.scores] },
    }));
  return { input, file, units: [...stored("household", household), ...stored("intercept", intercept)] };
}
