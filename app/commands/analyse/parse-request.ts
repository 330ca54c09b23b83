import type { z } from "zod";
import { BadRequest } from "./bad-request.ts";
import { INTERCEPT } from "./needed-columns.ts";
import { requestSchema, type AnalyseRequest, type EstimateOf, type EstimateRequest } from "./request.ts";

type Issue = z.core.$ZodIssue;

/**
 * Reads a request; what the data must bear is looked at later.
 *
 * @throws {BadRequest} naming the first field that is wrong
 */
export function parseRequest(text: string): AnalyseRequest {
  const written = text.replace(/^\uFEFF/, "");
  let json: unknown;
  try {
    json = JSON.parse(written);
  } catch (error) {
    throw notJson(written, (error as Error).message);
  }
  const parsed = requestSchema.safeParse(json, { reportInput: true });
  if (!parsed.success) throw refused(parsed.error.issues[0]!);
  checkReplicates(parsed.data);
  checkCalibrate(parsed.data);
  checkTrim(parsed.data);
  checkEstimates(parsed.data);
  return parsed.data;
}

/** Where it stops being JSON, as an editor counts. */
function notJson(text: string, reason: string): BadRequest {
  const found = / (?:in JSON )?at position (\d+)/.exec(reason);
  const before = text.slice(0, found ? Number(found[1]) : text.length).split("\n");
  return new BadRequest("json-invalid", {
    line: before.length,
    column: before.at(-1)!.length + 1,
    reason: reason.replace(/ (?:in JSON )?at position \d+.*/s, ""),
  });
}

/** `["estimates", 0, "kind"]` as a person writes it: `estimates[0].kind`. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (field, key) =>
      typeof key === "number" ? `${field}[${key}]` : field ? `${field}.${String(key)}` : String(key),
    "",
  );
}

function refused(issue: Issue): BadRequest {
  const field = fieldName(issue.path);
  const value = shown(issue.input);
  if (field === "" && issue.code === "invalid_type") return new BadRequest("request-object", { value });
  switch (issue.code) {
    case "unrecognized_keys":
      return new BadRequest("field-unknown", { field: fieldName([...issue.path, issue.keys[0]!]) });
    case "invalid_union":
      return missing(issue, field) ?? union(issue, field, value);
    case "invalid_value":
      return missing(issue, field) ?? choice(field, value, issue.values.map(String));
    case "invalid_type":
      return missing(issue, field) ?? new BadRequest(typeKey(issue.expected), { field, value });
    case "too_small":
    case "too_big":
      return range(issue, field, value);
    default:
      return new BadRequest("field-invalid", { field, value });
  }
}

/** A list of names where one name will do, or an estimate of no known kind. */
function union(issue: Issue, field: string, value: string): BadRequest {
  if (!("discriminator" in issue)) return new BadRequest("names-wanted", { field, value });
  const kind = (issue.input as { kind?: unknown }).kind;
  return kind === undefined
    ? new BadRequest("field-missing", { field })
    : choice(field, shown(kind), ["mean", "total", "ratio", "proportion", "quantile", "contrast"]);
}

/** What was given, short enough for a sentence. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function missing(issue: Issue, field: string): BadRequest | null {
  return issue.input === undefined && issue.path.length > 0
    ? new BadRequest("field-missing", { field })
    : null;
}

function choice(field: string, value: string, choices: string[]): BadRequest {
  return new BadRequest("choice-wanted", { field, value, choices: choices.join(", ") });
}

function typeKey(expected: string) {
  if (expected === "number") return "number-wanted" as const;
  if (expected === "int") return "whole-number-wanted" as const;
  if (expected === "string") return "text-wanted" as const;
  if (expected === "boolean") return "truth-wanted" as const;
  if (expected === "array" || expected === "tuple") return "list-wanted" as const;
  return "object-wanted" as const;
}

function range(issue: Issue & { code: "too_small" | "too_big" }, field: string, value: string): BadRequest {
  if (issue.origin === "array")
    return issue.code === "too_small"
      ? new BadRequest("list-at-least", { field, limit: Number(issue.minimum) })
      : new BadRequest("list-at-most", { field, limit: Number(issue.maximum) });
  if (issue.origin === "string") return new BadRequest("text-wanted", { field, value });
  return issue.code === "too_small"
    ? new BadRequest(issue.inclusive ? "at-least" : "more-than", {
        field,
        value,
        limit: Number(issue.minimum),
      })
    : new BadRequest(issue.inclusive ? "at-most" : "less-than", {
        field,
        value,
        limit: Number(issue.maximum),
      });
}

function checkReplicates({ replicates, design }: AnalyseRequest): void {
  if (!replicates) return;
  const { type, columns, rho, rscales, seed, count } = replicates;
  if (type === "given" && !columns) throw new BadRequest("field-missing", { field: "replicates.columns" });
  if (type !== "given")
    for (const field of ["columns", "scale", "rscales"] as const)
      if (replicates[field] !== undefined)
        throw new BadRequest("replicates-only-given", { field: `replicates.${field}`, type });
  if (type === "Fay" && rho === undefined) throw new BadRequest("field-missing", { field: "replicates.rho" });
  if (rho !== undefined && type !== "Fay") throw new BadRequest("replicates-only-fay", { field: "replicates.rho", type }); // prettier-ignore
  if (count !== undefined && type !== "bootstrap")
    throw new BadRequest("replicates-only-bootstrap", { field: "replicates.count", type });
  if (type === "bootstrap" && seed === undefined)
    throw new BadRequest("field-missing", { field: "replicates.seed" });
  if (rscales && rscales.length !== columns!.length)
    throw new BadRequest("rscales-length", { field: "replicates.rscales", n: rscales.length, wanted: columns!.length }); // prettier-ignore
  if (rscales && !rscales.some((scale) => scale > 0))
    throw new BadRequest("rscales-zero", { field: "replicates.rscales" });
  if (type === "JK1" && design.strata) throw new BadRequest("jk1-strata", { field: "replicates.type" });
  if ((type === "JKn" || type === "BRR" || type === "Fay") && !design.strata)
    throw new BadRequest("replicates-need-strata", { field: "replicates.type", type });
}

function checkCalibrate({ calibrate }: AnalyseRequest): void {
  if (!calibrate) return;
  const { method, margins, totals, bounds } = calibrate;
  if (Object.keys({ ...margins, ...totals }).length === 0)
    throw new BadRequest("field-missing", { field: "calibrate.margins" });
  if (method === "poststratify" && !margins)
    throw new BadRequest("field-missing", { field: "calibrate.margins" });
  if (method === "poststratify" && totals)
    throw new BadRequest("poststratify-only-margin", { field: "calibrate.totals" });
  if (method === "poststratify" && Object.keys(margins!).length !== 1)
    throw new BadRequest("poststratify-only-margin", { field: "calibrate.margins" });
  if (bounds && !(bounds[0] < 1 && bounds[1] > 1 && bounds[0] >= 0))
    throw new BadRequest("bounds-around-one", {
      field: "calibrate.bounds",
      lower: bounds[0],
      upper: bounds[1],
    });
  if (totals && !((totals[INTERCEPT] ?? 1) > 0))
    throw new BadRequest("more-than", {
      field: `calibrate.totals.${INTERCEPT}`,
      limit: 0,
      value: totals[INTERCEPT]!,
    });
  if (method === "logit" && !bounds) throw new BadRequest("field-missing", { field: "calibrate.bounds" });
  if (method === "poststratify" && bounds)
    throw new BadRequest("poststratify-only-margin", { field: "calibrate.bounds" });
}

function checkTrim({ trim }: AnalyseRequest): void {
  if (!trim) return;
  const { lower, upper } = trim;
  if (lower === undefined && upper === undefined)
    throw new BadRequest("field-missing", { field: "trim.upper" });
  if (lower !== undefined && upper !== undefined && !(lower < upper))
    throw new BadRequest("trim-order", { field: "trim.lower", lower, upper });
}

/** An estimate without an id is called by its place, from 1. */
export function idOf({ id }: EstimateRequest, place: number): string {
  return id ?? `estimate-${place + 1}`;
}

/** Ids are unique, and a contrast names one that comes before it. */
function checkEstimates({ estimates }: AnalyseRequest): void {
  const given = new Set<string>();
  const before = new Set<string>();
  estimates.forEach((estimate, k) => {
    if (estimate.kind === "contrast") checkContrast(estimate, before, `estimates[${k}].of`);
    const id = idOf(estimate, k);
    if (given.has(id)) throw new BadRequest("id-twice", { field: `estimates[${k}].id`, id });
    given.add(id);
    if (estimate.kind !== "contrast") before.add(id);
  });
}

function checkContrast({ of }: EstimateOf<"contrast">, before: ReadonlySet<string>, field: string): void {
  if (!before.has(of)) throw new BadRequest("contrast-of-unknown", { field, id: of });
}
