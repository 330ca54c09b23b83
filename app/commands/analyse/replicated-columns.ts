import { indicator } from "#analysis/estimation/estimate-proportion.ts";
import { finalWeights, type NumericColumn } from "#analysis/estimation/group-sums.ts";
import { splitDomains } from "#analysis/estimation/split-domains.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { planQuantiles, type PlannedQuantile } from "#analysis/estimation/woodruff.ts";
import type { DataTable } from "./columns.ts";
import { domainVariables } from "./domain-variables.ts";
import { numericColumn } from "./estimate-linearised.ts";
import type { EstimateOf, EstimateRequest } from "./request.ts";

/** The estimates that replicates give a variance to. */
export type ReplicatedEstimate = Exclude<EstimateRequest, EstimateOf<"contrast">>;

/** An estimate as means, totals or a ratio of columns: all that has to be formed anew in a replicate. */
export interface ReplicatedColumns {
  kind: "mean" | "total" | "ratio";
  columns: NumericColumn[];
  /** Of a ratio. */
  denominator: NumericColumn | null;
  /** What the means are the F̂ of; null for other estimates. */
  quantiles: PlannedQuantile[] | null;
}

/** The columns of an estimate; quantiles take the full sample's, whose F̂ is a mean. */
export function replicatedColumns(
  estimate: ReplicatedEstimate,
  design: SurveyDesign,
  table: DataTable,
): ReplicatedColumns {
  const named = (names: readonly string[]) => names.map((name) => numericColumn(table, name));
  const only = { denominator: null, quantiles: null };
  switch (estimate.kind) {
    case "mean":
    case "total":
      return { ...only, kind: estimate.kind, columns: named(estimate.variables) };
    case "ratio": {
      const denominator = numericColumn(table, estimate.denominator);
      return { ...only, kind: "ratio", columns: named([estimate.numerator]), denominator };
    }
    case "proportion": {
      const { variable, equals } = estimate;
      return { ...only, kind: "mean", columns: [indicator(variable, table.texts.get(variable)!, equals)] };
    }
    case "quantile": {
      const split = splitDomains(table.rows, domainVariables(estimate.by, table));
      const quantiles = planQuantiles(named(estimate.variables), estimate.probs, split, finalWeights(design));
      const columns = quantiles.map(({ name, atOrBelow }) => ({ name, values: atOrBelow() }));
      return { ...only, kind: "mean", columns, quantiles };
    }
  }
}
