import { makeColumns, type BenchColumns } from "../../reference/bench/generate.mjs";
import { diagonalRoots, largestDifference, quickest, type CoreFigures } from "./core-figures.ts";
import { benchTally } from "./bench-tally.ts";
import { prepareCalibration, type Margin } from "#analysis/estimation/calibration.ts";
import { designCovariance } from "#analysis/estimation/design-covariance.ts";
import { indexDesign } from "#analysis/estimation/design-index.ts";
import { domainsBy, everyRow, wholeDomain } from "#analysis/estimation/domains.ts";
import { estimateMeans } from "#analysis/estimation/estimate-means.ts";
import type { RatioTable } from "#analysis/estimation/ratio-composite.ts";
import { selectRows } from "#analysis/estimation/select-rows.ts";
import { ratiosByItem } from "#analysis/estimation/ratios-by-item.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { makeDesign } from "#analysis/estimation/unit-design.ts";
import { jackknifeN } from "#analysis/replication/jackknife.ts";
import { prepareReplicates } from "#analysis/replication/prepare-replicates.ts";
import { rakedAgain } from "#analysis/replication/recalibration.ts";
import { replicateRatios } from "#analysis/replication/replicate-table.ts";
import { collapseUnits } from "#analysis/weighting/collapse-units.ts";
import { rake } from "#analysis/weighting/rake.ts";
import type { WeightedRows } from "#analysis/weighting/weighted-rows.ts";

const NAMES = Array.from({ length: 12 }, (_, q) => `q${String(q + 1).padStart(2, "0")}`);
const labels = (count: number) => Array.from({ length: count }, (_, k) => String(k));
const codes = (column: Uint8Array, count: number) => ({
  codes: Int32Array.from(column),
  labels: labels(count),
});

const rows = Number(process.argv[2]);
/** Compiled code is reached after some runs, which R has from the start. */
const repeats = 2 * Number(process.argv[3]);
process.send!(measure(makeColumns(rows)), () => process.exit(0));

function measure(d: BenchColumns): CoreFigures {
  const columns = d.items.map((values, q) => ({ name: NAMES[q]!, values }));
  const [strata, psu, street] = [codes(d.stratum, 30), codes(d.psu, 20), codes(d.street, 30)];
  const ask = { n: d.n, strata, psu: [psu], weights: d.weight, nest: true };
  const taylor = quickest(repeats, () =>
    estimateMeans(makeDesign(ask), columns, { by: [{ name: "street", ...street }] }),
  );
  // Cells are by item, then street; the bench lists streets, then items.
  const cell = (k: number) => taylor.result.cells[(k % 12) * 30 + Math.floor(k / 12)]!;
  const estimate = Array.from({ length: 360 }, (_, k) => cell(k).estimate);
  const se = Array.from({ length: 360 }, (_, k) => cell(k).se!);
  const design = makeDesign(ask);
  const total = d.weight.reduce((sum, weight) => sum + weight, 0);
  const margins = [
    margin("age", Int32Array.from(d.age), total, [0.33, 0.37, 0.3]),
    margin("sex", Int32Array.from(d.sex), total, [0.5, 0.5]),
  ];
  const raked = quickest(repeats, () => {
    const small = collapseUnits(design, margins, columns);
    return rakedMeans(small.design, small.rows, small.table, small.margins);
  });
  const jkn = quickest(repeats, () => {
    const small = collapseUnits(design, [], columns);
    return jackknife(small.design, small.rows, small.table, null);
  });
  const jknRaked = quickest(repeats, () => {
    const small = collapseUnits(design, margins, columns);
    return jackknife(small.design, small.rows, small.table, small.margins);
  });
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  const units = { taylor: taylor.ms, raked: raked.ms, jkn: jkn.ms, jknRaked: jknRaked.ms };
  const firstCall = { taylor: taylor.first, raked: raked.first, jkn: jkn.first, jknRaked: jknRaked.first };
  const found = {
    estimate,
    se,
    rakedMean: raked.result.mean,
    rakedSe: raked.result.se,
    jknMean: jkn.result.mean,
    jknSe: jkn.result.se,
  };
  const { times, found: again } = fromTally(d, total);
  const apart = Math.max(
    ...(Object.keys(found) as (keyof typeof found)[]).map((key) => largestDifference(again[key], found[key])),
    largestDifference(again.jknRakedSe, jknRaked.result.se),
  );
  return { rows: d.n, units, firstCall, tally: times, peakMiB, ...found, apart };
}

function margin(name: string, categoryOfRow: Int32Array, total: number, shares: number[]): Margin {
  return {
    name,
    labels: labels(shares.length),
    categoryOfRow,
    totals: Float64Array.from(shares, (s) => s * total),
  };
}

function rakedMeans(
  base: SurveyDesign,
  weighted: WeightedRows,
  table: RatioTable,
  margins: readonly Margin[],
) {
  const { factor } = rake(weighted, margins);
  const design = { ...base, factor, calibration: prepareCalibration(margins, base.sumW) };
  const all = { id: "all", rows: everyRow(table.rows) };
  const means = ratiosByItem(table, factor, all);
  return { mean: [...means.estimates], se: diagonalRoots(designCovariance(means, design), means.columns) };
}

function jackknife(
  design: SurveyDesign,
  weighted: WeightedRows,
  table: RatioTable,
  margins: readonly Margin[] | null,
) {
  const prepared = prepareReplicates(weighted, jackknifeN(design), margins && rakedAgain(margins));
  const all = { id: "all", rows: everyRow(table.rows) };
  const { estimates, covariance, columns } = replicateRatios(table, all, prepared);
  return { mean: [...estimates], se: diagonalRoots(covariance, columns) };
}

function fromTally(d: BenchColumns, total: number) {
  const tally = benchTally(d, NAMES);
  const { items, rows } = tally;
  const table: RatioTable = { items, rows, numerator: tally.wScore, denominator: tally.wAnswered };
  const design = (): SurveyDesign => ({
    index: indexDesign(tally),
    sumW: tally.sumW,
    factor: null,
    calibration: null,
    lonelyPsu: "fail",
  });
  const margins = [
    margin("age", tally.ageBand, total, [0.33, 0.37, 0.3]),
    margin("sex", tally.sex, total, [0.5, 0.5]),
  ];
  const times = 3 * repeats;
  const taylor = quickest(times, () => {
    const own = design();
    return domainsBy(tally, "street", labels(30)).map((domain) => {
      const street = selectRows(table, own, domain.rows);
      const rows = everyRow(domain.rows.length);
      const means = ratiosByItem(street.table, null, { id: domain.id, rows });
      return { mean: [...means.estimates], se: diagonalRoots(designCovariance(means, street.design), 12) };
    });
  });
  const raked = quickest(times, () => rakedMeans(design(), tally, table, margins));
  const jkn = quickest(times, () => jackknife(design(), tally, table, null));
  const jknRaked = quickest(times, () => jackknife(design(), tally, table, margins));
  if (wholeDomain(tally).rows.length !== rows) throw new Error("the bench's tally has empty rows");
  return {
    times: { rows, taylor: taylor.ms, raked: raked.ms, jkn: jkn.ms, jknRaked: jknRaked.ms },
    found: {
      estimate: taylor.result.flatMap(({ mean }) => mean),
      se: taylor.result.flatMap(({ se }) => se),
      rakedMean: raked.result.mean,
      rakedSe: raked.result.se,
      jknMean: jkn.result.mean,
      jknSe: jkn.result.se,
      jknRakedSe: jknRaked.result.se,
    },
  };
}
