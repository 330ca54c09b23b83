import { z } from "zod";

const name = z.string().min(1);
const names = z.union([name.transform((one) => [one]), z.array(name)]);
const fewNames = z.union([name.transform((one) => [one]), z.array(name).min(1)]);
const positive = z.number().positive();

const design = z.strictObject({
  strata: name.optional(),
  psu: fewNames.optional(),
  weights: name.optional(),
  fpc: fewNames.optional(),
  lonelyPsu: z.enum(["fail", "remove", "certainty", "adjust", "average"]).default("fail"),
  nest: z.boolean().default(false),
});

const replicates = z.strictObject({
  type: z.enum(["JK1", "JKn", "BRR", "Fay", "bootstrap", "given"]),
  columns: z.array(name).min(2).optional(),
  rho: z.number().min(0).lt(1).optional(),
  count: z.int().min(2).max(100_000).optional(),
  scale: positive.optional(),
  rscales: z.array(z.number().nonnegative()).optional(),
  centre: z.enum(["mean", "estimate"]).default("mean"),
  seed: z.int().optional(),
});

const population = z.number().nonnegative();

const calibrate = z.strictObject({
  method: z.enum(["rake", "poststratify", "linear", "logit"]),
  margins: z.record(z.string(), z.record(z.string(), population)).optional(),
  totals: z.record(z.string(), z.number()).optional(),
  bounds: z.tuple([z.number(), z.number()]).optional(),
});

const trim = z.strictObject({
  lower: z.number().nonnegative().optional(),
  upper: positive.optional(),
  strict: z.boolean().default(false),
});

const id = name.optional();
const by = names.default([]);

const estimate = z.discriminatedUnion("kind", [
  z.strictObject({ id, kind: z.literal("mean"), variables: fewNames, by }),
  z.strictObject({ id, kind: z.literal("total"), variables: fewNames, by }),
  z.strictObject({ id, kind: z.literal("ratio"), numerator: name, denominator: name, by }),
  z.strictObject({
    id,
    kind: z.literal("proportion"),
    variable: name,
    equals: z.union([z.string(), z.number(), z.boolean()]).transform(String),
    by,
    interval: z.enum(["logit", "beta", "wilson"]).default("logit"),
    truncate: z.boolean().default(false),
  }),
  z.strictObject({
    id,
    kind: z.literal("quantile"),
    variables: fewNames,
    probs: z.array(z.number().gt(0).lt(1)).min(1),
    by,
  }),
  z.strictObject({ id, kind: z.literal("contrast"), of: name, coefficients: z.array(z.number()).min(1) }),
]);

/** What `npm run analyse` is asked: DESIGN's names, every field of the design optional. */
export const requestSchema = z.strictObject({
  data: name,
  design: design.default({ lonelyPsu: "fail", nest: false }),
  replicates: replicates.optional(),
  calibrate: calibrate.optional(),
  trim: trim.optional(),
  estimates: z.array(estimate).min(1),
  level: z.number().gt(0).lt(1).default(0.95),
  df: z.enum(["design", "domain"]).default("design"),
});

export type AnalyseRequest = z.output<typeof requestSchema>;
export type DesignRequest = AnalyseRequest["design"];
export type ReplicatesRequest = NonNullable<AnalyseRequest["replicates"]>;
export type CalibrateRequest = NonNullable<AnalyseRequest["calibrate"]>;
export type TrimRequest = NonNullable<AnalyseRequest["trim"]>;
export type EstimateRequest = AnalyseRequest["estimates"][number];
export type EstimateOf<Kind extends EstimateRequest["kind"]> = Extract<EstimateRequest, { kind: Kind }>;
