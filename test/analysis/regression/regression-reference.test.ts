import { expect, test } from "vitest";
import { prepareCalibration } from "#analysis/estimation/calibration.ts";
import { makeDesign } from "#analysis/estimation/unit-design.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { coefficientTable } from "#analysis/regression/coefficient-table.ts";
import { fitRegression, type Regression } from "#analysis/regression/fit-regression.ts";
import { modelMatrix, type Term } from "#analysis/regression/model-matrix.ts";
import { predictRegression } from "#analysis/regression/predict-regression.ts";
import { itemResponse, unitResponse } from "#analysis/regression/regression-response.ts";
import { waldTest } from "#analysis/regression/wald-test.ts";
import { rake } from "#analysis/weighting/rake.ts";
import { tallyMargin } from "#analysis/weighting/tally-margin.ts";
import { expectClose, readInput } from "#test/analysis/read-reference.ts";
import { householdTally, plainDesign } from "#test/analysis/reference-tallies.ts";
import { codesOf, numbersOf } from "#test/analysis/csv-columns.ts";

/*
R 4.2.2, survey 4.1-1:
  d <- read.csv("household.csv"); des <- svydesign(ids = ~community, strata = ~street, weights = ~weight, data = d)
  rk <- calibrate(des, ~street + cell, totals of population-cells.csv, calfun = "raking", epsilon = 1e-13)  # cell = age and sex
  m <- svyglm(calls ~ age + sex + adults, rk); coef(m); SE(m); vcov(m)[1, ]; regTermTest(m, ~age)
  svyglm(contact ~ age + sex, des, family = quasibinomial(), control = list(epsilon = 1e-15, maxit = 60))
(the default epsilon of 1e-8 stops a step early: standard errors then differ in the eighth digit)
*/
const rows = readInput("household.csv");
const n = rows.length;
const weights = numbersOf(rows, "weight");
const design = makeDesign({ n, strata: codesOf(rows, "street"), psu: [codesOf(rows, "community")], weights });
const age: Term = { name: "age", codes: codesOf(rows, "age") };
const sex: Term = { name: "sex", codes: codesOf(rows, "sex") };
const adults: Term = { name: "adults", values: numbersOf(rows, "adults") };
const answers = (column: string) => unitResponse(numbersOf(rows, column), weights);

function expectFit(
  fit: Regression,
  coefficients: number[],
  se: number[],
  firstRow: number[],
  df: number,
): void {
  const p = fit.names.length;
  expectClose(fit.coefficients, coefficients);
  expectClose(
    fit.coefficients.map((_, j) => Math.sqrt(fit.covariance[j * p + j]!)),
    se,
  );
  expectClose(fit.covariance.slice(0, p), firstRow, Math.max(...firstRow));
  expect(fit.df).toBe(df);
}

/** The household rows raked to streets, and to age by sex. */
function rakedUnits(): SurveyDesign {
  const tally = householdTally(["calls"]);
  const cells = readInput("population-cells.csv");
  const totals = (key: (cell: Record<string, string>) => string) => {
    const sums: Record<string, number> = {};
    for (const cell of cells) sums[key(cell)] = (sums[key(cell)] ?? 0) + Number(cell.count);
    return sums;
  };
  const street = totals((cell) => cell.street!);
  const ageSex = totals((cell) => `${cell.age}|${cell.sex}`);
  const margins = [
    tallyMargin(tally, "street", ["street"], street),
    tallyMargin(tally, "ageSex", ["ageBand", "sex"], ageSex),
  ];
  const { factor } = rake(tally, margins);
  const key = (s: string, a: string, x: string) => `${s}|${a}|${x}`;
  const factorOf = new Map<string, number>();
  const { labels } = tally;
  factor.forEach(
    (g, row) =>
    factorOf.set(key(labels.street[tally.street[row]!]!, labels.ageBand[tally.ageBand[row]!]!, labels.sex[tally.sex[row]!]!), g), // prettier-ignore
  );
  const unitMargin = (
    name: string,
    of: Record<string, number>,
    label: (row: Record<string, string>) => string,
  ) => ({
    name,
    labels: Object.keys(of),
    categoryOfRow: Int32Array.from(rows, (row) => Object.keys(of).indexOf(label(row))),
    totals: Float64Array.from(Object.values(of)),
  });
  const unitMargins = [
    unitMargin("street", street, (row) => row.street!),
    unitMargin("ageSex", ageSex, (row) => `${row.age}|${row.sex}`),
  ];
  return {
    ...design,
    factor: Float64Array.from(rows, (row) => factorOf.get(key(row.street!, row.age!, row.sex!))!),
    calibration: prepareCalibration(unitMargins, weights),
  };
}

test("a linear regression has R's coefficients, covariance, df and Wald test", () => {
  const fit = fitRegression("linear", modelMatrix(n, [age, sex, adults]), answers("calls"), design);
  expect(fit.names).toEqual(["(Intercept)", "age:36-55", "age:56-65", "sex:M", "adults"]);
  expectFit(
    fit,
    [
      1.2989193816562905, -0.02366407816064324, -0.06893550303958808, 0.13788934597287977,
      0.006547637642700519,
    ],
    [0.12378686098306953, 0.09274717042273732, 0.06627348100173076, 0.07494217066419016, 0.03703853691431235],
    [0.015323186952041781, -0.0058235561380557306, -0.0018742446339334521, -0.0050290413674462138, -0.0039293301211286271], // prettier-ignore
    62,
  );
  const test = waldTest(fit, "age");
  expectClose([test.f, ...test.df, test.p], [0.54982538593758623, 2, 62, 0.579838101928861]);
});

test("a logistic regression has R's coefficients, tests, intervals and predictions", () => {
  const fit = fitRegression("logistic", modelMatrix(n, [age, sex]), answers("contact"), design);
  expectFit(
    fit,
    [-0.46070892196465962, 0.04781814485588139, -0.16260999783944022, 0.06784454437500291],
    [0.1339584565764104, 0.1374416372404255, 0.1657685799295983, 0.1411834991695803],
    [0.01794486808833402, -0.005747860785102085, -0.005438682776966065, -0.01277859696951974],
    63,
  );
  const table = coefficientTable(fit);
  expectClose(table.map(({ ci }) => ci[0]), [-0.7284035367548047, -0.2268370510720894, -0.4938720717888466, -0.2142881659505129]); // prettier-ignore
  expectClose(table.map(({ ci }) => ci[1]), [-0.1930143071745143, 0.3224733407838524, 0.1686520761099664, 0.3499772547005189]); // prettier-ignore
  expect(table[0]!.p).toBeCloseTo(0.0010398650534553973, 9);
  expect(table[1]!.oddsRatio!.ci[1]).toBeCloseTo(Math.exp(0.3224733407838524), 9);
  const test = waldTest(fit, "age");
  expectClose([test.f, test.p], [0.7255080150004078, 0.4880784264834487]);
  const labels = ["18-35", "36-55", "56-65"];
  const everybody = modelMatrix(6, [
    { name: "age", codes: { codes: Int32Array.of(0, 1, 2, 0, 1, 2), labels } },
    { name: "sex", codes: { codes: Int32Array.of(0, 0, 0, 1, 1, 1), labels: ["F", "M"] } },
  ]);
  // predict(m, expand.grid(age, sex), type = "link" or "response", vcov = TRUE)
  const { linear, linearSe, mean, meanSe } = predictRegression(fit, everybody);
  expectClose(linear, [-0.4607089219646597, -0.4128907771087783, -0.6233189198041, -0.3928643775896567, -0.3450462327337753, -0.555474375429097]); // prettier-ignore
  expectClose(linearSe, [0.1339584565764104, 0.1591833853310658, 0.1858674921181149, 0.1109975431577718, 0.1379851794403399, 0.1577277688277999]); // prettier-ignore
  expectClose(mean, [0.3868176613453845, 0.3982191700082486, 0.3490269917712729, 0.4030279506991932, 0.4145842099502047, 0.3645952471737869]); // prettier-ignore
  expectClose(meanSe, [0.03177357392643732, 0.03814681194300044, 0.04223042330796475, 0.02670561169618994, 0.03348957469657509, 0.03654009077507953]); // prettier-ignore
});

test("products of categories, and rows without an answer, are R's", () => {
  const product: Term = { product: [age, sex] };
  const fit = fitRegression("linear", modelMatrix(n, [age, sex, product]), answers("q02"), design);
  expect(fit.names[5]).toBe("age:56-65 × sex:M");
  expectFit(
    fit,
    [0.3789206866032401, 0.028810441986531314, 0.10063921854843928, -0.03700929264624551, 0.017787070693050227, -0.004809650383135542], // prettier-ignore
    [0.02653017962422649, 0.03138771907338878, 0.03444228480564741, 0.0306614728182895, 0.04864192188755682, 0.05088408339727207], // prettier-ignore
    [0.0007038504308937224, -0.0005835807195769568, -0.0006167356117698039, -0.0005331450709528908, 0.0005799537541677185, 0.0005078342035818344], // prettier-ignore
    61,
  );
});

test("calibration is carried into the covariance as in R", () => {
  const raked = rakedUnits();
  expectFit(
    fitRegression("linear", modelMatrix(n, [age, sex, adults]), answers("calls"), raked),
    [
      1.2228284659700126, -0.01129856235670256, -0.06538161668585001, 0.14464639542305874,
      0.03058944649018181,
    ],
    [0.14375349732740617, 0.09392142250209939, 0.06935419137479124, 0.07833048588271273, 0.04139563838988348],
    [0.020665067993860572, -0.006930276310999582, -0.002577256115055407, -0.006650646316804545, -0.005289632298972758], // prettier-ignore
    62,
  );
  expectFit(
    fitRegression("logistic", modelMatrix(n, [age, sex]), answers("contact"), raked),
    [-0.45283204155022611, 0.04158938268612227, -0.15673383896422893, 0.07180718708744953],
    [0.1390941125523475, 0.1340671644051063, 0.1726886497704345, 0.1432238966067471],
    [0.019347172146725107, -0.005510996987618789, -0.004610472190007043, -0.013784913521140774],
    63,
  );
  const fit = fitRegression(
    "linear",
    modelMatrix(n, [age, sex, { product: [age, sex] }]),
    answers("q02"),
    raked,
  );
  expectClose(fit.coefficients.slice(0, 2), [0.38156874781230782, 0.02664189914429126]);
  expectClose([fit.covariance[0]!, fit.covariance[5]!], [0.0007345871234583848, 0.0005783884631960808]);
});

test("a domain keeps the PSUs outside it as zeros, and a two-stage sample its corrections", () => {
  const victims = Int32Array.from(rows.keys()).filter((row) => rows[row]!.victim === "1");
  const calls = unitResponse(numbersOf(rows, "calls"), weights, { id: "victims", rows: victims });
  const fit = fitRegression("linear", modelMatrix(n, [age]), calls, design);
  // svyglm(calls ~ age, subset(des, victim == 1)), whose df are the domain's: 23
  const domain = { ...fit, df: fit.domainDf };
  expectFit(
    domain,
    [1.4062886562562462, -0.4765099685005755, 0.6105837871748359],
    [0.3230086209190611, 0.3517273211761587, 0.9580777894869118],
    [0.10433456918803374, -0.08938212479270045, -0.19016334679384203],
    23,
  );
  // svydesign(ids = ~community + dwelling, strata = ~stratum, fpc = ~communities_total + dwellings_total), score ~ rooms
  const two = readInput("two-stage-fpc.csv");
  const stages = [codesOf(two, "community"), codesOf(two, "dwelling")];
  const fpc = [numbersOf(two, "communities_total"), numbersOf(two, "dwellings_total")];
  const staged = makeDesign({ n: two.length, strata: codesOf(two, "stratum"), psu: stages, fpc });
  const x = modelMatrix(two.length, [{ name: "rooms", values: numbersOf(two, "rooms") }]);
  expectFit(
    fitRegression("linear", x, unitResponse(numbersOf(two, "score"), staged.sumW), staged),
    [9.3938029460774075, -0.2711341296928401],
    [1.0641652808531452, 0.2437505429596546],
    [1.132447744973254, -0.174843311701252],
    8,
  );
});

test("a tally whose key holds the regressors gives what unit rows give", () => {
  const tally = householdTally(["q02", "contact"]);
  const factor = (name: "ageBand" | "sex", labels: string[]): Term => ({
    name: name === "ageBand" ? "age" : name,
    codes: { labels, codes: tally[name].map((code) => labels.indexOf(tally.labels[name][code]!)) },
  });
  const terms = [factor("ageBand", ["18-35", "36-55", "56-65"]), factor("sex", ["F", "M"])];
  const table = {
    items: tally.items,
    rows: tally.rows,
    numerator: tally.wScore,
    denominator: tally.wAnswered,
  };
  for (const [family, item] of [
    ["linear", "q02"],
    ["logistic", "contact"],
  ] as const) {
    // prettier-ignore
    const byTally = fitRegression(family, modelMatrix(tally.rows, terms), itemResponse(table, item), plainDesign(tally)); // prettier-ignore
    const byUnits = fitRegression(family, modelMatrix(n, [age, sex]), answers(item), design);
    byUnits.coefficients.forEach((value, j) => expect(byTally.coefficients[j]).toBeCloseTo(value, 12));
    byUnits.covariance.forEach((value, cell) => expect(byTally.covariance[cell]).toBeCloseTo(value, 12));
  }
});
