import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { neededColumns } from "#app/commands/analyse/needed-columns.ts";
import { parseRequest } from "#app/commands/analyse/parse-request.ts";
import { readTable } from "#app/commands/analyse/read-table.ts";
import { runAnalysis } from "#app/commands/analyse/run-analysis.ts";

type Figures = number | (number | null)[];
type Expected = Record<string, Record<"estimate" | "se" | "deff" | "lo" | "hi", Figures | undefined>>;

const folder = new URL("../../reference/analyse/", import.meta.url);
const { totals, ...expected } = JSON.parse(
  readFileSync(new URL("schools-expected.json", folder), "utf8"),
) as Record<string, Expected> & { totals: Record<"n" | "E" | "H" | "M" | "api99", number> };

const stratified = { data: "schools-strat.csv", design: { strata: "stype", weights: "pw", fpc: "fpc" } };
const clusters = { data: "schools-clus1.csv", design: { psu: "dnum", weights: "pw", fpc: ["fpc"] } };
const stages = { data: "schools-clus2.csv", design: { psu: ["dnum", "snum"], fpc: ["fpc1", "fpc2"] } };
const pairs = { data: "schools-pairs.csv", design: { strata: "area", psu: "psu", weights: "w" } };

const margins = { stype: { E: totals.E, H: totals.H, M: totals.M } };
const both = { margins, totals: { "(Intercept)": totals.n, api99: totals.api99 } };
const linear = { method: "linear", ...both };

const mean = { id: "mean", kind: "mean", variables: ["api00"] };
const few = [
  mean,
  { id: "total", kind: "total", variables: ["enroll"] },
  { id: "ratio", kind: "ratio", numerator: "api.stu", denominator: "enroll" },
  { ...mean, id: "byType", by: "stype" },
];
const proportion = { kind: "proportion", variable: "sch.wide", equals: "Yes", truncate: false };
const base = [
  ...few,
  { id: "byBoth", kind: "total", variables: ["enroll"], by: ["sch.wide", "stype"] },
  { id: "difference", kind: "contrast", of: "byType", coefficients: [1, 0, -1] },
  { ...proportion, id: "logit", interval: "logit" },
  { ...proportion, id: "beta", interval: "beta" },
  { id: "median", kind: "quantile", variables: ["api00"], probs: [0.25, 0.5, 0.75] },
];
const half = [
  { id: "mean", kind: "mean", variables: ["y"], by: "g" },
  { id: "ratio", kind: "ratio", numerator: "z", denominator: "x" },
];

const requests: Record<string, object> = {
  stratified: { ...stratified, estimates: base },
  clusters: { ...clusters, estimates: base },
  "two stages": { ...stages, estimates: base },
  "clusters, linear": { ...clusters, calibrate: linear, estimates: few },
  "clusters, raking": { ...clusters, calibrate: { method: "rake", ...both }, estimates: few },
  "clusters, logit": {
    ...clusters,
    calibrate: { method: "logit", bounds: [0.4, 2.5], ...both },
    estimates: few,
  },
  "clusters, linear within bounds": {
    ...clusters,
    calibrate: { ...linear, bounds: [0.7, 1.6] },
    estimates: few,
  },
  "clusters, trimmed": {
    ...clusters,
    calibrate: linear,
    trim: { lower: 5, upper: 9, strict: true },
    estimates: few,
  },
  "stratified, linear": { ...stratified, calibrate: linear, estimates: few },
  "two stages, linear": { ...stages, calibrate: linear, estimates: few },
  "clusters, post-stratified": {
    ...clusters,
    calibrate: { method: "poststratify", margins },
    estimates: few,
  },
  JK1: { ...clusters, replicates: { type: "JK1" }, estimates: few },
  JKn: { ...stratified, replicates: { type: "JKn", centre: "estimate" }, estimates: few },
  "JK1, linear": { ...clusters, calibrate: linear, replicates: { type: "JK1" }, estimates: few },
  // Five strata, not in the order of their names.
  BRR: { ...pairs, replicates: { type: "BRR" }, estimates: half },
  Fay: { ...pairs, replicates: { type: "Fay", rho: 0.4, centre: "estimate" }, estimates: half },
  // One of the domains is a stratum of one PSU.
  average: {
    data: "lonely.csv",
    design: { strata: "stratum", psu: "psu", weights: "w", lonelyPsu: "average" },
    estimates: [{ id: "mean", kind: "mean", variables: ["y"], by: "stratum" }],
  },
  // Equal weights; y has no case in one of the domains.
  quantiles: {
    ...pairs,
    estimates: [{ id: "cells", kind: "quantile", variables: ["y", "z"], by: ["g", "k"], probs: [0.2, 0.6] }],
  },
};

async function answer(request: object) {
  const parsed = parseRequest(JSON.stringify(request));
  const table = await readTable(fileURLToPath(new URL(parsed.data, folder)), neededColumns(parsed));
  return runAnalysis(parsed, table).result.results;
}

function expectFigures(actual: (number | null | undefined)[], wanted: Figures | undefined, what: string) {
  if (wanted === undefined) return;
  const figures = [wanted].flat();
  expect(actual, what).toHaveLength(figures.length);
  figures.forEach((figure, k) => {
    if (figure === null) return expect(actual[k] ?? null, `${what} ${k}`).toBeNull();
    const off = Math.abs(actual[k]! - figure);
    expect(off, `${what} ${k}: ${actual[k]} is not ${figure}`).toBeLessThanOrEqual(1e-9 * Math.abs(figure));
  });
}

test.each(Object.keys(requests))("schools, %s: what R's own calls say", async (name) => {
  const results = await answer(requests[name]!);
  for (const [id, figures] of Object.entries(expected[name]!)) {
    const { cells } = results.find((result) => result.id === id)!;
    for (const key of ["estimate", "se", "deff"] as const)
      expectFigures(cells.map((cell) => cell[key]), figures[key], `${id} ${key}`); // prettier-ignore
    expectFigures(cells.map(({ ci }) => ci?.[0]), figures.lo, `${id} low`); // prettier-ignore
    expectFigures(cells.map(({ ci }) => ci?.[1]), figures.hi, `${id} high`); // prettier-ignore
  }
});

test("the cells of a variable stay in order where another lacks a domain", async () => {
  const [{ cells } = { cells: [] }] = await answer(requests["quantiles"]!);
  const names = cells.map(({ variable, by, prob }) => `${variable} ${by["g"]} ${by["k"]} ${prob}`);
  expect(names).toHaveLength(22);
  expect(names).toEqual([...names].sort());
});

test("a proportion of a sample taken whole is its own interval", async () => {
  const results = await answer({
    ...clusters,
    design: { psu: "dnum" },
    estimates: ["beta", "wilson", "logit"].map((interval) => ({ ...proportion, interval, by: "dnum" })),
  });
  for (const { cells } of results)
    for (const { estimate, ci } of cells)
      if (estimate > 0 && estimate < 1)
        for (const limit of ci!) expect(Math.abs(limit! - estimate)).toBeLessThan(1e-12);
});
