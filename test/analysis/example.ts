import { calibratedDesign, categories, columnMargin, contrast, estimateMeans } from "#analysis/index.ts";
import { makeDesign, rake, unitRows } from "#analysis/index.ts";

const street = categories(["S1", "S1", "S1", "S1", "S2", "S2", "S2", "S2"]);
const community = categories(["a", "a", "b", "b", "c", "c", "d", "d"]);
const sex = categories(["f", "m", "f", "m", "f", "m", "m", "f"]);
const weights = Float64Array.of(40, 60, 50, 50, 70, 30, 60, 40);
const design = makeDesign({ n: 8, strata: street, psu: [community], weights });
const margins = [columnMargin("sex", [sex], { f: 210, m: 190 })];
const raked = calibratedDesign(design, rake(unitRows(weights), margins).factor, margins);
const score = { name: "score", values: [0.5, 0.75, 0.25, 1, 0.5, null, 1, 0.75] };
export const means = estimateMeans(raked, [score], { by: [{ name: "street", ...street }] });
export const difference = contrast(means, [1, -1]);
