import { designDegrees } from "#analysis/estimation/degrees-of-freedom.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { balancedReplicates } from "#analysis/replication/balanced-replicates.ts";
import { bootstrapReplicates } from "#analysis/replication/bootstrap-replicates.ts";
import { givenReplicates } from "#analysis/replication/given-replicates.ts";
import { jackknife1, jackknifeN } from "#analysis/replication/jackknife.ts";
import { factorsOfUnits, type Replicates } from "#analysis/replication/replicates.ts";
import { independentColumns } from "#analysis/weighting/independent-columns.ts";
import type { DataTable } from "./columns.ts";
import type { ReplicatesRequest } from "./request.ts";

/** Bootstrap replicates where the request does not say how many. */
const BOOTSTRAP_COUNT = 500;

/**
 * The replicates that a request asks for, made from the design or taken from the data.
 *
 * @throws {DesignError} where the design has none of that type
 */
export function makeReplicates(
  request: ReplicatesRequest,
  design: SurveyDesign,
  table: DataTable,
): Replicates {
  const { type, centre, rho, count = BOOTSTRAP_COUNT, seed, columns = [], scale = 1, rscales } = request;
  switch (type) {
    case "JK1":
      return jackknife1(design, centre);
    case "JKn":
      return jackknifeN(design, centre);
    case "BRR":
      return balancedReplicates(design, { centre });
    case "Fay":
      return balancedReplicates(design, { rho, centre });
    case "bootstrap":
      return bootstrapReplicates(design, { count, seed: seed!, centre });
    case "given": {
      const weights = columns.map((name) => table.numbers.get(name)!);
      return givenReplicates(weights, design.sumW, { scale, rscales, centre });
    }
  }
}

/** Degrees of freedom: the design's; of given replicates their rank less 1; never more than replicates bear. */
export function replicateDegrees(replicates: Replicates, design: SurveyDesign): number {
  const { type, list } = replicates;
  if (type !== "given")
    return Math.min(designDegrees(design.index), type === "bootstrap" ? list.length - 1 : Infinity);
  const rows = design.sumW.length;
  const weights = list.map((replicate) => {
    const factors = factorsOfUnits(replicates, replicate);
    return design.sumW.map((w, row) => w * factors[replicates.unitOfRow[row]!]!);
  });
  const cross = new Float64Array(list.length * list.length);
  for (let a = 0; a < list.length; a++)
    for (let b = 0; b < list.length; b++) {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += weights[a]![row]! * weights[b]![row]!;
      cross[a * list.length + b] = sum;
    }
  return independentColumns(cross, list.length, 1e-10).length - 1; // R's tolerance is 1e-5 of a length
}
