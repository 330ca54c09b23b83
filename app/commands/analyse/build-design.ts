import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { makeDesign } from "#analysis/estimation/unit-design.ts";
import { BadRequest } from "./bad-request.ts";
import type { DataTable } from "./columns.ts";
import type { DesignRequest } from "./request.ts";

/**
 * The design that a request describes.
 *
 * @throws {BadRequest} for missing design values, weights that are not positive, and a stratum of a single PSU
 * @throws {DesignError} as `makeDesign`
 */
export function buildDesign(request: DesignRequest, table: DataTable): SurveyDesign {
  const { strata, psu, weights, fpc, lonelyPsu, nest } = request;
  const wanted = Math.max(1, psu?.length ?? 1);
  if (fpc && fpc.length > wanted)
    throw new BadRequest("fpc-stages", { field: "design.fpc", n: fpc.length, wanted });
  const text = (field: string) => (column: string) => {
    const found = table.texts.get(column)!;
    refuseMissing(field, column, found.codes.indexOf(-1));
    return found;
  };
  const design = makeDesign({
    n: table.rows,
    strata: strata === undefined ? undefined : text("design.strata")(strata),
    psu: psu?.map(text("design.psu")),
    fpc: fpc?.map((column) => sizes(table, column)),
    weights: weights === undefined ? undefined : positiveWeights(table, weights),
    lonelyPsu,
    nest,
  });
  if (lonelyPsu === "fail") refuseLonely(design);
  return design;
}

function refuseMissing(field: string, column: string, at: number): void {
  if (at >= 0) throw new BadRequest("design-missing", { field, column, row: at + 1 });
}

function sizes(table: DataTable, column: string): Float64Array {
  const values = table.numbers.get(column)!;
  refuseMissing("design.fpc", column, values.findIndex(Number.isNaN));
  return values;
}

function positiveWeights(table: DataTable, column: string): Float64Array {
  const values = table.numbers.get(column)!;
  const field = "design.weights";
  refuseMissing(field, column, values.findIndex(Number.isNaN));
  const at = values.findIndex((weight) => !(weight > 0));
  if (at >= 0)
    throw new BadRequest("weight-not-positive", { field, column, row: at + 1, value: values[at]! });
  return values;
}

/** Said at once, naming a row, and not only when a variance is asked for; a stratum taken whole has none. */
function refuseLonely({ index, fraction }: SurveyDesign): void {
  const lonely = index.psusInStratum.findIndex((n, stratum) => n === 1 && fraction?.[stratum] !== 1);
  if (lonely < 0) return;
  const row = index.psuOfRow.findIndex((psu) => index.stratumOfPsu[psu] === lonely) + 1;
  throw new BadRequest(index.strata === 1 ? "lonely-psu-only" : "lonely-psu", {
    stratum: index.stratumLabels[lonely]!,
    row,
  });
}
