import type { NeededColumn } from "./columns.ts";
import type { AnalyseRequest, EstimateRequest } from "./request.ts";

/** The auxiliary that is 1 for everyone, as R calls it. */
export const INTERCEPT = "(Intercept)";

/** Every column that a request names, with the field that names it. */
export function neededColumns(request: AnalyseRequest): NeededColumn[] {
  const { design, replicates, calibrate } = request;
  const needed: NeededColumn[] = [];
  const text = (field: string, column: string) => needed.push({ field, column, as: "text" });
  const number = (field: string, column: string) => needed.push({ field, column, as: "number" });
  if (design.strata) text("design.strata", design.strata);
  design.psu?.forEach((column) => text("design.psu", column));
  design.fpc?.forEach((column) => number("design.fpc", column));
  if (design.weights) number("design.weights", design.weights);
  replicates?.columns?.forEach((column) => number("replicates.columns", column));
  for (const name of Object.keys(calibrate?.margins ?? {}))
    marginColumns(name).forEach((column) => text("calibrate.margins", column));
  for (const column of Object.keys(calibrate?.totals ?? {}))
    if (column !== INTERCEPT) number("calibrate.totals", column);
  request.estimates.forEach((estimate, k) => ofEstimate(estimate, `estimates[${k}]`, text, number));
  return needed;
}

/** A margin over several columns is written with "|" between them. */
export function marginColumns(name: string): string[] {
  return name.split("|");
}

type Take = (field: string, column: string) => void;

function ofEstimate(estimate: EstimateRequest, at: string, text: Take, number: Take): void {
  if (estimate.kind === "contrast") return;
  estimate.by.forEach((column) => text(`${at}.by`, column));
  if (estimate.kind === "ratio") {
    number(`${at}.numerator`, estimate.numerator);
    number(`${at}.denominator`, estimate.denominator);
  } else if (estimate.kind === "proportion") text(`${at}.variable`, estimate.variable);
  else estimate.variables.forEach((column) => number(`${at}.variables`, column));
}
