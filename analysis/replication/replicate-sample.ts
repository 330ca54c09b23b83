import type { EstimateOptions } from "#analysis/estimation/estimate-cells.ts";
import {
  finalWeights,
  numericValues,
  sumGroups,
  type ColumnValues,
  type GroupSums,
} from "#analysis/estimation/group-sums.ts";
import { groupUnits, type UnitGroups } from "#analysis/estimation/group-units.ts";
import { splitDomains, type DomainSplit } from "#analysis/estimation/split-domains.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { prepareReplicates, type PreparedReplicates } from "#analysis/replication/prepare-replicates.ts";
import type { Recalibration } from "#analysis/replication/recalibration.ts";
import { replicateSums } from "#analysis/replication/replicate-sums.ts";
import type { Replicates } from "#analysis/replication/replicates.ts";
import { factorOfRows } from "#analysis/weighting/calibration-cells.ts";
import { unitRows } from "#analysis/weighting/weighted-rows.ts";

/** Estimates from replicates of unit rows: the options of the linearised ones, and a calibration to repeat. */
export interface ReplicateOptions extends EstimateOptions {
  /** From the design's base weights; absent: its final weights are taken as given in every replicate. */
  recalibrate?: Recalibration | null;
}

/** Unit rows grouped by replicate unit, domain and calibration cell. */
export interface ReplicateSample {
  /** The full sample with its final weights, for what replicates are not needed for. */
  design: SurveyDesign;
  split: DomainSplit;
  groups: UnitGroups;
  prepared: PreparedReplicates;
  weights: Float64Array;
}

/**
 * Groups unit rows and calibrates every replicate, once for all columns. O(rows · (variables + margins)).
 *
 * @throws {DesignError} as `prepareReplicates`
 */
export function replicateSample(
  design: SurveyDesign,
  replicates: Replicates,
  { by = [], recalibrate = null }: ReplicateOptions,
): ReplicateSample {
  const weights = recalibrate ? design.sumW : finalWeights(design);
  const prepared = prepareReplicates(unitRows(weights), replicates, recalibrate);
  const { cellOfRow, cells, factors } = prepared;
  const split = splitDomains(weights.length, by);
  const index = { ...design.index, psuOfRow: replicates.unitOfRow, psus: replicates.units };
  const labels = Array.from({ length: cells }, (_, cell) => String(cell));
  const margin = cellOfRow && {
    name: "cell",
    labels,
    categoryOfRow: cellOfRow,
    totals: new Float64Array(cells),
  };
  const calibration = margin && { margins: [margin], offsets: [0], numerics: [], auxiliaries: 0, inverse: new Float64Array(0) }; // prettier-ignore
  const groups = groupUnits({ ...design, index, calibration, laterStages: [] }, split);
  const full = {
    ...design,
    factor: factors ? factorOfRows(factors.subarray(0, cells), cellOfRow!) : design.factor,
    calibration: null,
    lonelyPsu: "remove",
    laterStages: [],
  } as const;
  return { design: full, split, groups, prepared, weights };
}

/** One column in one domain. */
export interface DomainReplicates {
  domain: number;
  /** By group in the full sample, final-weighted. */
  full: GroupSums;
  /** (replicates + 1) × 2, row-major, the full sample first: Σw and Σwy over the rows where the column is present. */
  sums: Float64Array;
}

/**
 * One column's sums in every domain that holds a case of it. O(rows + what `cellSums` takes for each domain).
 */
export function columnReplicates(sample: ReplicateSample, values: ColumnValues): DomainReplicates[] {
  const { design, split, groups, prepared, weights } = sample;
  const base = sumGroups(groups, numericValues(values), { ...design, factor: null }, split, weights);
  const cellOf = prepared.factors && groups.category[0]!;
  const places = { unitOf: groups.unit[0]!, cellOf };
  const factor = (group: number) => (cellOf ? prepared.factors![cellOf[group]!]! : 1);
  const scaled = (sums: Float64Array) => (cellOf ? sums.map((sum, group) => sum * factor(group)) : sums);
  const full = { ...base, w: scaled(base.w), wy: scaled(base.wy), wyy: scaled(base.wyy) };
  return [...groups.ofDomain.entries()]
    .filter(([, list]) => list.some((group) => base.n[group]! > 0))
    .map(([domain, list]) => {
      const sums = replicateSums(prepared, list, places, [{ values: base.w }, { values: base.wy }]);
      return { domain, full, sums };
    });
}
