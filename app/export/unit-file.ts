import { householdMargins, type ControlTotals } from "#analysis/score/household-calibration.ts";
import type { Margin } from "#analysis/estimation/calibration.ts";
import type { WaveInput } from "#analysis/score/estimate-wave.ts";
import { waveDesigns } from "#analysis/score/wave-designs.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import type { EstimationFrame } from "#db/queries/read-estimation-frame.ts";
import type { Choices } from "#surveys/read-choices.ts";
import type { Titles } from "#surveys/read-titles.ts";

type Wording = { zh: string; en: string };

/** One question of the file: its variable, and what its codes mean. */
export interface UnitItem {
  id: string;
  /** Name of the column with the code; the score's ends with `_score`. */
  variable: string;
  weight: number;
  /** Whether "don't know" is an answer that scores 0. */
  dontKnowIsZero: boolean;
  title: Wording;
  /** In the order of the codes 1, 2, …. */
  options: { label: Wording; score: number }[];
}

/** What stands around a wave's interviews, one a row: enough to read them, weigh them and estimate from them. */
export interface UnitFile {
  wave: EstimationFrame["wave"];
  items: UnitItem[];
  /** By code; the number of a street in the file is its place here, from 1. */
  streets: EstimationFrame["streets"];
  level: number;
  /** What households were raked to, by street code and by "age band|sex"; or why they were not. */
  margins: Outcome<ControlTotals>;
  /** PSUs that were drawn and have no response: they count as zeros in every variance. */
  silent: { mode: "household" | "intercept"; stratum: string; psu: string }[];
  /** Final over base weight of a household; null where households are not raked. */
  factorOf: (street: string | null, ageBand: string | null, sex: string | null) => number | null;
}

/** Columns that are no questions. */
export const UNIT_COLUMNS = [
  ...["id", "mode", "stratum", "psu", "street", "street_code", "age_band", "sex"],
  ...["weight_base", "weight_final"],
] as const;

/** Longest name that Stata takes, less what is added to it. */
const LONGEST = 26;
const cellKey = (street: string | null, ageBand: string | null, sex: string | null) =>
  `${street}|${ageBand}|${sex}`;

/** Everything but the rows themselves. O(rows of the tallies). */
export function describeUnits(
  frame: EstimationFrame,
  input: WaveInput,
  { titles, choices }: { titles: Titles; choices: Choices },
): UnitFile {
  const { wave, sheet, streets } = frame;
  const codeOf = new Map(streets.map(({ id, code }) => [id, code]));
  const { household } = waveDesigns(input);
  const factors = new Map<string, number>();
  let margins: UnitFile["margins"];
  if (isWithheld(household)) margins = household;
  else {
    const { tally, design } = household;
    const label = (column: "street" | "ageBand" | "sex", row: number) =>
      tally.labels[column][tally[column][row]!] ?? null;
    for (let row = 0; row < tally.rows; row++)
      if (tally.n[row]! > 0)
        factors.set(
          cellKey(label("street", row), label("ageBand", row), label("sex", row)),
          design.factor![row]!,
        );
    const [street, ageSex] = householdMargins(tally, input.controlTotals).margins;
    margins = {
      street: totalsBy(street!, (id) => codeOf.get(id) ?? id),
      ageSex: totalsBy(ageSex!, (cell) => cell),
    };
  }
  return {
    ...{ wave, streets, level: input.level ?? 0.95, margins },
    items: sheet.items.map(({ id, weight, dontKnow, options }) => ({
      ...{ id, variable: variableOf(id), weight, dontKnowIsZero: dontKnow === "zero" },
      title: titles[id] ?? { zh: id, en: id },
      options: options.map(({ value, score }) => ({
        label: choices[id]?.[value] ?? { zh: value, en: value },
        score,
      })),
    })),
    silent: (["household", "intercept"] as const).flatMap((mode) => silentPsus(mode, input)),
    factorOf: (street, ageBand, sex) => factors.get(cellKey(street, ageBand, sex)) ?? null,
  };
}

/** Totals by label; categories without population and respondents are not calibrated to. */
function totalsBy({ labels, totals }: Margin, nameOf: (label: string) => string): Record<string, number> {
  const entries = labels.map((label, k): [string, number] => [nameOf(label), totals[k]!]);
  return Object.fromEntries(entries.filter(([, persons]) => persons > 0));
}

function variableOf(id: string): string {
  const taken = new Set<string>(UNIT_COLUMNS).has(id) || id.endsWith("_score");
  return (taken ? `item_${id}` : id).slice(0, LONGEST);
}

function silentPsus(mode: "household" | "intercept", input: WaveInput): UnitFile["silent"] {
  const tally = input[mode];
  if (!tally) return [];
  return Array.from({ length: tally.rows }, (_, row) => row)
    .filter((row) => tally.n[row] === 0)
    .map((row) => ({
      mode,
      stratum: tally.labels.stratum[tally.stratum[row]!]!,
      psu: tally.labels.psu[tally.psu[row]!]!,
    }));
}
