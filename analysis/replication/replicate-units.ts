import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/** PSUs of one stratum: units `first` … `first + count − 1`. */
export interface UnitStratum {
  label: string;
  first: number;
  count: number;
  /** First-stage sampling fraction, 0 where drawn with replacement. */
  fraction: number;
}

/** First-stage PSUs numbered stratum by stratum, each stratum's in the order in which they are met. */
export interface ReplicateUnits {
  count: number;
  ofRow: Int32Array;
  strata: UnitStratum[];
}

/** Numbers a design's PSUs for replication; strata without PSUs are left out. O(rows). */
export function replicateUnits({
  index,
  fraction,
}: Pick<SurveyDesign, "index" | "fraction">): ReplicateUnits {
  const strata: UnitStratum[] = [];
  const next = new Int32Array(index.strata);
  let count = 0;
  for (let h = 0; h < index.strata; h++) {
    next[h] = count;
    const n = index.psusInStratum[h]!;
    if (n === 0) continue;
    strata.push({ label: index.stratumLabels[h]!, first: count, count: n, fraction: fraction?.[h] ?? 0 });
    count += n;
  }
  const unitOfPsu = index.stratumOfPsu.map((stratum) => next[stratum]!++);
  return { count, ofRow: index.psuOfRow.map((psu) => unitOfPsu[psu]!), strata };
}
