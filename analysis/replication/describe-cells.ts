import { domainMoments, type Cell } from "#analysis/estimation/estimate-cells.ts";
import { presence } from "#analysis/estimation/presence.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import type { DomainReplicates, ReplicateSample } from "#analysis/replication/replicate-sample.ts";

/** A column in a domain, with its name. */
export interface ReplicatedColumn extends DomainReplicates {
  variable: string;
}

/** A cell without its standard error, and the variance that simple random sampling would have. */
export interface DescribedCell extends Cell {
  simpleVariance: number;
}

/**
 * What the full sample says of means or totals beside their variance: estimate, cases, weight, PSUs.
 *
 * Design effects are against simple random sampling with replacement, as for the linearised estimates.
 */
export function describeCells(
  { design: full, split, groups, prepared }: ReplicateSample,
  { index }: Pick<SurveyDesign, "index">,
  parts: readonly ReplicatedColumn[],
  kind: "mean" | "total",
): DescribedCell[] {
  const { units, unitOfRow } = prepared.replicates;
  const psuOfUnit = new Int32Array(units);
  for (let row = 0; row < unitOfRow.length; row++) psuOfUnit[unitOfRow[row]!] = index.psuOfRow[row]!;
  const inDesign = { ...groups, unit: [groups.unit[0]!.map((unit) => psuOfUnit[unit]!)] };
  const columns = parts.map(({ domain, full: sums }) => ({
    domain,
    terms: [{ sums, perValue: 0, perCase: 0 }],
  }));
  const { degrees } = presence(columns, inDesign, { ...full, index, domainLonely: false });
  return parts.map(({ domain, full: sums, variable }, c) => {
    const { n, w, wy, spread } = domainMoments(sums, groups, domain);
    const simple = spread / w / (n - 1);
    return {
      by: split.labels[domain]!,
      variable,
      estimate: kind === "mean" ? wy / w : wy,
      se: null,
      df: 0,
      domainDf: degrees[c]!,
      ci: null,
      deff: null,
      n,
      sumWeights: w,
      simpleVariance: kind === "mean" ? simple : simple * w * w,
    };
  });
}
