import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { analyseFile } from "#app/commands/analyse/analyse-file.ts";
import { readArguments } from "#app/commands/analyse/read-arguments.ts";
import { sentenceOf } from "#app/commands/analyse/sentence-of.ts";

const folder = mkdtempSync(join(tmpdir(), "analyse-"));
afterAll(() => rmSync(folder, { recursive: true }));

writeFileSync(
  join(folder, "d.csv"),
  "h,psu,w,y,x,N,g\nA,1,2,5,1,9,f\nA,2,3,6,2,9,m\nB,3,2,4,NA,8,f\nB,4,1,7,4,8,m\nB,1,2,7,4,8,m\n",
);
writeFileSync(join(folder, "broken.csv"), "h,w\nA,1\nA,1,2\n");
writeFileSync(
  join(folder, "bad.csv"),
  "h,psu,w,y,N\nA,1,2,5,9\nA,2,0,six,9\nB,3,-1,4,1\nB,4,NA,1,1\nC,5,2,2,3\n",
);

writeFileSync(join(folder, "empty.csv"), "");
writeFileSync(join(folder, "quote.csv"), 'name,y\nc,1\n"a,1\nb,2\n');
writeFileSync(join(folder, "twice.csv"), "y,y\n1,2\n");
writeFileSync(
  join(folder, "gaps.csv"),
  "h,g,f,y,n,z,k\nA,f,0.1,1,NA,1,a\n,m,0.1,2,NA,1,a\nA,,0.1,3,NA,2,a\nB,f,0.1,2,NA,0,b\n",
);

const mean = [{ kind: "mean", variables: ["y"] }];

async function refusal(request: unknown, language: "en" | "zh-CN" = "en"): Promise<string | null> {
  const path = join(folder, "request.json");
  writeFileSync(path, typeof request === "string" ? request : JSON.stringify(request));
  try {
    await analyseFile(path);
    return "accepted";
  } catch (error) {
    return sentenceOf(error, language);
  }
}

const ask = (more: object) => ({ data: "d.csv", estimates: mean, ...more });

test.each<[string, unknown, string]>([
  [
    "text that is not JSON",
    '{"data":"d.csv",\n "estimates":[{]}',
    "The request is not JSON, at line 2, column 16: ",
  ],
  ["a request that is a list", "[]", "The request must be an object in braces; it is []."],
  ["a list without entries", ask({ estimates: [] }), "estimates needs 1 or more entries."],
  ["a folder as data", { data: ".", estimates: mean }, "cannot be read: it is a folder."],
  ["an empty file", { data: "empty.csv", estimates: mean }, "data: the file has no rows below its header."],
  ["an open quotation mark", { data: "quote.csv", estimates: mean }, "data: a quotation mark is not closed, near row 2."], // prettier-ignore
  ["a column that stands twice", { data: "twice.csv", estimates: mean }, "estimates[0].variables: the file has the column y twice."], // prettier-ignore
  ["a missing margin category", { data: "gaps.csv", estimates: mean, calibrate: { method: "rake", margins: { g: { f: 2, m: 2 } } } }, "calibrate.margins.g: g is missing in row 3"], // prettier-ignore
  ["a missing stratum", { data: "gaps.csv", estimates: mean, design: { strata: "h" } }, "design.strata: h is missing in row 2"], // prettier-ignore
  ["a sampling fraction for a population size", { data: "gaps.csv", estimates: mean, design: { fpc: "f" } }, "design.fpc: the population size of stage 1 in row 1 is less than the number drawn there"], // prettier-ignore
  [
    "calibration to nothing",
    ask({ calibrate: { method: "rake", margins: {} } }),
    "calibrate.margins is missing.",
  ],
  ["a population of less than 0", ask({ calibrate: { method: "linear", totals: { "(Intercept)": -5 } } }), "calibrate.totals.(Intercept) must be more than 0; it is -5."], // prettier-ignore
  ["a ratio to nothing in a domain", { data: "gaps.csv", estimates: [{ kind: "ratio", numerator: "y", denominator: "z", by: ["k"] }] }, "estimates[0].denominator: the denominator of y/z sums to 0 (b); leave that domain out."], // prettier-ignore
  ["a variable without a value", { data: "gaps.csv", estimates: [...mean, { kind: "mean", variables: ["n"] }] }, "estimates[1]: no row has a value of n."], // prettier-ignore
  ["an implied id used again", ask({ estimates: [...mean, { id: "estimate-1", ...mean[0] }] }), "estimates[1].id: the id estimate-1 is used twice."], // prettier-ignore
  ["a contrast of a contrast", ask({ estimates: [{ id: "m", ...mean[0] }, { id: "c", kind: "contrast", of: "m", coefficients: [1] }, { kind: "contrast", of: "c", coefficients: [1] }] }), "estimates[2].of: no estimate before it, other than a contrast, has the id c."], // prettier-ignore
  ["a single given replicate", ask({ replicates: { type: "given", columns: ["w"] } }), "replicates.columns needs 2 or more entries."], // prettier-ignore
  ["replicates that count for nothing", ask({ replicates: { type: "given", columns: ["w", "y"], rscales: [0, 0] } }), "replicates.rscales: at least one must be more than 0."], // prettier-ignore
  ["a count of jackknife replicates", ask({ design: { strata: "h" }, replicates: { type: "JKn", count: 5 } }), "replicates.count belongs to replicates of type bootstrap"], // prettier-ignore
  ["a replicate without a category", { data: "gaps.csv", estimates: [{ kind: "mean", variables: ["z"] }], replicates: { type: "JK1" }, calibrate: { method: "poststratify", margins: { k: { a: 3, b: 1 } } } }, "In replicate 4: calibrate.margins.k: nobody with any weight is b"], // prettier-ignore
  ["no data", { estimates: mean }, "data is missing."],
  ["no estimates", { data: "d.csv" }, "estimates is missing."],
  ["a field that does not exist", ask({ design: { stratum: "h" } }), "design.stratum is no field"],
  ["a kind that does not exist", ask({ estimates: [{ kind: "median", variables: ["y"] }] }), 'estimates[0].kind must be one of mean, total'], // prettier-ignore
  ["a kind that is not said", ask({ estimates: [{ variables: ["y"] }] }), "estimates[0].kind is missing."],
  ["a number for a name", ask({ design: { psu: 3 } }), "design.psu must be the name of a column"],
  ["a level of 95", ask({ level: 95 }), "level must be less than 1; it is 95."],
  ["a probability of 0", ask({ estimates: [{ kind: "quantile", variables: ["y"], probs: [0] }] }), "estimates[0].probs[0] must be more than 0"], // prettier-ignore
  ["a rule that does not exist", ask({ design: { lonelyPsu: "skip" } }), "design.lonelyPsu must be one of fail, remove"], // prettier-ignore
  ["a file that is not there", { data: "none.csv", estimates: mean }, "data: "],
  ["a row of another length", { data: "broken.csv", estimates: [{ kind: "mean", variables: ["w"] }] }, "row 2 has 3 fields, the header 2"], // prettier-ignore
  ["an unknown column", ask({ design: { strata: "zone" } }), "design.strata: there is no column zone; the file has h, psu"], // prettier-ignore
  ["an unknown variable", ask({ estimates: [{ kind: "ratio", numerator: "y", denominator: "z" }] }), "estimates[0].denominator: there is no column z"], // prettier-ignore
  ["text among numbers", { data: "bad.csv", estimates: mean }, 'estimates[0].variables: y in row 2 is not a number but "six"'], // prettier-ignore
  ["a weight of 0", { data: "bad.csv", design: { weights: "w" }, estimates: [{ kind: "mean", variables: ["N"] }] }, "design.weights: w is missing in row 4"], // prettier-ignore
  ["PSUs in two strata", ask({ design: { strata: "h", psu: "psu" } }), "design.psu: PSU 1 in row 5 is in another stratum"], // prettier-ignore
  ["a missing PSU", ask({ design: { psu: "x" } }), "design.psu: x is missing in row 3"],
  ["population sizes that differ", ask({ design: { fpc: "N" } }), "design.fpc: the population size of stage 1 in row 3 differs"], // prettier-ignore
  ["a population under the sample", { data: "bad.csv", design: { strata: "h", fpc: "N", lonelyPsu: "remove" }, estimates: [{ kind: "mean", variables: ["N"] }] }, "design.fpc: the population size of stage 1 in row 3 is less"], // prettier-ignore
  ["more population sizes than stages", ask({ design: { psu: "y", fpc: ["N", "N"] } }), "design.fpc has 2 columns for 1 stages"], // prettier-ignore
  ["a lonely PSU", { data: "bad.csv", design: { strata: "h" }, estimates: [{ kind: "mean", variables: ["N"] }] }, "the stratum C has a single PSU (row 5)"], // prettier-ignore
  ["a category without a total", ask({ calibrate: { method: "rake", margins: { g: { f: 5 } } } }), "calibrate.margins.g: m in row 2 has no population total"], // prettier-ignore
  ["a total without respondents", ask({ calibrate: { method: "rake", margins: { g: { f: 5, m: 4, o: 1 } } } }), "calibrate.margins.g: nobody in the data is o, of 1"], // prettier-ignore
  ["margins of two populations", ask({ calibrate: { method: "rake", margins: { g: { f: 5, m: 4 }, h: { A: 5, B: 5 } } } }), "calibrate.margins.h sums to 10, but calibrate.margins.g to 9"], // prettier-ignore
  ["a margin that does not sum to the count", ask({ calibrate: { method: "linear", margins: { g: { f: 5, m: 4 } }, totals: { "(Intercept)": 10 } } }), "calibrate.margins.g sums to 9, but calibrate.totals.(Intercept) to 10"], // prettier-ignore
  ["a missing auxiliary", ask({ calibrate: { method: "linear", totals: { x: 30 } } }), "calibrate.totals: x is missing in row 3"], // prettier-ignore
  ["bounds that cannot be kept", ask({ calibrate: { method: "rake", margins: { g: { f: 2, m: 8 } }, bounds: [0.5, 2] } }), "calibrate.bounds: g m needs a mean factor of"], // prettier-ignore
  ["bounds that leave out 1", ask({ calibrate: { method: "rake", margins: { g: { f: 2, m: 3 } }, bounds: [1.5, 2] } }), "calibrate.bounds must enclose 1"], // prettier-ignore
  ["logit without bounds", ask({ calibrate: { method: "logit", totals: { y: 30 } } }), "calibrate.bounds is missing"], // prettier-ignore
  ["a cap under the floor", ask({ trim: { lower: 3, upper: 2 } }), "trim.lower must be less than trim.upper"],
  ["a cap that nothing meets", ask({ design: { weights: "w" }, trim: { upper: 0.5 } }), "trim: no weight lies within these limits"], // prettier-ignore
  ["a contrast of nothing", ask({ estimates: [{ kind: "contrast", of: "m", coefficients: [1] }] }), "estimates[0].of: no estimate before it, other than a contrast, has the id m"], // prettier-ignore
  ["a contrast of another length", ask({ estimates: [{ id: "m", kind: "mean", variables: ["y"], by: ["g"] }, { kind: "contrast", of: "m", coefficients: [1] }] }), "estimates[1].coefficients has 1 coefficients for 2 cells of m"], // prettier-ignore
  ["an id used twice", ask({ estimates: [{ id: "m", ...mean[0] }, { id: "m", ...mean[0] }] }), "estimates[1].id: the id m is used twice"], // prettier-ignore
  ["JKn without strata", ask({ replicates: { type: "JKn" } }), "replicates.type: JKn needs design.strata"],
  ["JK1 with strata", ask({ design: { strata: "h" }, replicates: { type: "JK1" } }), "replicates.type: JK1 is for designs without strata"], // prettier-ignore
  [
    "Fay without rho",
    ask({ design: { strata: "h" }, replicates: { type: "Fay" } }),
    "replicates.rho is missing",
  ],
  ["a bootstrap without a seed", ask({ replicates: { type: "bootstrap" } }), "replicates.seed is missing"],
  [
    "given replicates without columns",
    ask({ replicates: { type: "given" } }),
    "replicates.columns is missing",
  ],
  ["rscales of another length", ask({ replicates: { type: "given", columns: ["x", "y"], rscales: [1] } }), "replicates.rscales has 1 entries for 2 columns"], // prettier-ignore
])("%s is refused with a sentence that names it", async (_, request, sentence) => {
  expect(await refusal(request)).toContain(sentence);
});

test("a weight that is not positive names its row", async () => {
  writeFileSync(join(folder, "weights.csv"), "w,y\n2,1\n0,1\n-3,2\n");
  const request = { data: "weights.csv", design: { weights: "w" }, estimates: mean };
  expect(await refusal(request)).toBe("design.weights: w in row 2 is 0; a weight must be more than 0.");
});

test("the sentence is Chinese for a Chinese terminal", async () => {
  expect(await refusal(ask({ design: { strata: "zone" } }), "zh-CN")).toContain(
    "design.strata：没有名为 zone 的列",
  );
});

test("a byte order mark, Windows line ends and quoted commas are read as they are meant", async () => {
  writeFileSync(join(folder, "windows.csv"), '\uFEFFy,name\r\n1,"a, b"\r\n3,"c ""d"""\r\n\r\n');
  const path = join(folder, "windows.json");
  writeFileSync(path, `\uFEFF${JSON.stringify({ data: "windows.csv", estimates: mean })}`);
  expect((await analyseFile(path)).results[0]!.cells[0]).toMatchObject({ estimate: 2, se: 1, n: 2 });
});

test.each([
  [[], "Name one request file, or - for standard input."],
  [["a.json", "b.json"], "Name one request file, or - for standard input."],
  [["a.json", "--wieghts", "b"], "There is no option --wieghts; --help shows them."],
  [["a.json", "--weights"], "--weights needs the name of a file."],
])("arguments %j are refused in one sentence", (args, sentence) => {
  let error: unknown;
  try {
    readArguments(args);
  } catch (thrown) {
    error = thrown;
  }
  expect(sentenceOf(error, "en")).toBe(sentence);
});
