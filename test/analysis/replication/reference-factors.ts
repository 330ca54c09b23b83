import { readFileSync } from "node:fs";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { replicateUnits } from "#analysis/replication/replicate-units.ts";
import type { Tally } from "#analysis/tally.ts";

/** Factors of a golden's CSV, replicates of units, in the order of a tally's replicate units. */
export function referenceFactors(name: string, tally: Tally, design: SurveyDesign): Float64Array[] {
  const text = readFileSync(new URL(`../../reference/goldens/${name}.csv`, import.meta.url), "utf8");
  const [, ...lines] = text.replaceAll('"', "").trim().split(/\r?\n/);
  const factorsOf = new Map(
    lines.map((line) => {
      const [, psu = "", ...factors] = line.split(",");
      return [psu, factors.map(Number)];
    }),
  );
  const { count, ofRow } = replicateUnits(design);
  const labels: string[] = [];
  ofRow.forEach((unit, row) => (labels[unit] = tally.labels.psu[tally.psu[row]!]!));
  return Array.from(factorsOf.values().next().value!, (_, r) =>
    new Float64Array(count).map((_, unit) => factorsOf.get(labels[unit]!)![r]!),
  );
}
