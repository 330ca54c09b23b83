import { DesignError } from "#analysis/design-error.ts";
import type { DesignIndex } from "#analysis/estimation/design-index.ts";
import { numberPairs } from "#analysis/estimation/number-pairs.ts";
import { stageFraction, type StageFraction } from "#analysis/estimation/stage-index.ts";
import type { LaterStage, LonelyPsu, SurveyDesign } from "#analysis/estimation/survey-design.ts";

/** A category per unit row: an index into `labels`; −1, for domain variables only, is missing. */
export interface Codes {
  codes: Int32Array;
  labels: readonly string[];
}

/** How the units of a file were drawn; every part but `n` may be left out. */
export interface UnitDesignInput {
  /** Unit rows. */
  n: number;
  strata?: Codes;
  /** The unit drawn at each stage, outermost first; absent: every row is its own PSU. */
  psu?: readonly Codes[];
  /** Population sizes N, per row, at each stage from the first; fewer than the stages: later ones add no variance. */
  fpc?: readonly Float64Array[];
  /** Absent: the product of N/n over the stages with `fpc`, else 1. */
  weights?: Float64Array;
  /** Default "fail". */
  lonelyPsu?: LonelyPsu;
  /** PSU codes repeat across strata. Otherwise one that does is refused. */
  nest?: boolean;
  domainLonely?: boolean;
}

/**
 * The design of unit rows: strata, PSUs and later stages numbered, sampling fractions, weights.
 *
 * Without `fpc` the first stage counts as drawn with replacement and later stages need no variance of their own;
 * with it, stage s adds (product of earlier n/N)·(1 − m/M)·m/(m−1)·Σ(z − z̄)², z the weighted totals of its units.
 * O(rows · stages). Source: Särndal, Swensson & Wretman (1992), sections 4.3 and 4.4; R survey's `svydesign`.
 *
 * @throws {DesignError} `weight-not-positive`, `psu-in-two-strata`, `fpc-varies`, `fpc-too-small`,
 *   `fpc-without-stage`, `design-unknown` (a missing code); details name `field` and `row`, counted from 1
 */
export function makeDesign(input: UnitDesignInput): SurveyDesign {
  const { n, strata, psu = [], fpc = [], lonelyPsu = "fail", nest = false, domainLonely = false } = input;
  for (const codes of strata ? [strata, ...psu] : psu) checkCodes(codes, codes === strata ? "strata" : "psu");
  if (fpc.length > Math.max(1, psu.length))
    throw new DesignError("fpc-without-stage", "more population sizes than stages", { field: "fpc" });
  const indexes = indexStages(n, strata, psu, nest, Math.max(1, fpc.length));
  const stages = fpc.map((sizes, s) => stageFraction(indexes[s]!, sizes, s + 1));
  return {
    index: indexes[0]!,
    sumW: input.weights ? checkWeights(input.weights) : weightsOf(n, indexes, stages),
    factor: null,
    calibration: null,
    lonelyPsu,
    fraction: stages[0]?.fraction ?? null,
    laterStages: laterStages(indexes, stages),
    domainLonely,
  };
}

function indexStages(
  n: number,
  strata: Codes | undefined,
  psu: readonly Codes[],
  nest: boolean,
  stages: number,
) {
  const indexes: DesignIndex[] = [];
  let outer = strata?.codes ?? null;
  let labels = strata?.labels ?? [""];
  for (let s = 0; s < stages; s++) {
    const inner = psu[s];
    const size = { rows: n, outerSize: labels.length, innerSize: inner?.labels.length ?? n };
    const { count, ofRow, outer: stratumOfPsu, inner: code } = numberPairs(outer, inner?.codes ?? null, size);
    if (s === 0 && inner && strata && !nest) refuseSplitPsus(ofRow, inner);
    const psusInStratum = new Int32Array(labels.length);
    for (let unit = 0; unit < count; unit++) psusInStratum[stratumOfPsu[unit]!]!++;
    indexes.push({ psus: count, strata: labels.length, stratumLabels: labels, psuOfRow: ofRow, stratumOfPsu, psusInStratum }); // prettier-ignore
    outer = ofRow;
    labels = Array.from(code, (c) => inner?.labels[c] ?? String(c + 1));
  }
  return indexes;
}

function laterStages(indexes: readonly DesignIndex[], stages: readonly StageFraction[]): LaterStage[] {
  const later: LaterStage[] = [];
  let earlier = new Float64Array(indexes[0]!.strata).fill(1);
  for (let s = 1; s < stages.length; s++) {
    const above = indexes[s - 1]!;
    const { fraction } = stages[s - 1]!;
    earlier = Float64Array.from(above.stratumOfPsu, (stratum) => earlier[stratum]! * fraction[stratum]!);
    later.push({ index: indexes[s]!, fraction: stages[s]!.fraction, earlier });
  }
  return later;
}

function weightsOf(
  n: number,
  indexes: readonly DesignIndex[],
  stages: readonly StageFraction[],
): Float64Array {
  const weights = new Float64Array(n).fill(1);
  stages.forEach(({ size }, s) => {
    const { psuOfRow, stratumOfPsu, psusInStratum } = indexes[s]!;
    for (let row = 0; row < n; row++) {
      const stratum = stratumOfPsu[psuOfRow[row]!]!;
      weights[row]! *= size[stratum]! / psusInStratum[stratum]!;
    }
  });
  return checkWeights(weights);
}

function checkWeights(weights: Float64Array): Float64Array {
  const row = firstNotPositive(weights);
  if (row < weights.length)
    throw new DesignError("weight-not-positive", `row ${row + 1}: weight ${weights[row]} is not positive`, { field: "weights", row: row + 1 }); // prettier-ignore
  return weights;
}

function firstNotPositive(weights: Float64Array): number {
  let row = 0;
  while (row < weights.length && weights[row]! > 0 && weights[row]! < Infinity) row++;
  return row;
}

function checkCodes({ codes, labels }: Codes, field: string): void {
  const row = firstOutside(codes, labels.length);
  if (row < codes.length)
    throw new DesignError("design-unknown", `row ${row + 1} has no ${field}`, { field, row: row + 1 });
}

function firstOutside(codes: Int32Array, size: number): number {
  let row = 0;
  while (row < codes.length && codes[row]! >= 0 && codes[row]! < size) row++;
  return row;
}

function refuseSplitPsus(psuOfRow: Int32Array, { codes, labels }: Codes): void {
  const numberOf = new Int32Array(labels.length).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (numberOf[code]! < 0) numberOf[code] = psuOfRow[row]!;
    else if (numberOf[code] !== psuOfRow[row])
      throw new DesignError("psu-in-two-strata", `row ${row + 1}: PSU ${labels[code]} is in two strata`, { field: "psu", psu: labels[code]!, row: row + 1 }); // prettier-ignore
  }
}
