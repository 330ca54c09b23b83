import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { NumericColumn } from "#analysis/estimation/group-sums.ts";
import type { DomainVariable } from "#analysis/estimation/split-domains.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";
import { makeDesign } from "#analysis/estimation/unit-design.ts";

export interface InventedUnits {
  design: SurveyDesign;
  y: NumericColumn;
  x: NumericColumn;
  by: DomainVariable;
  sex: DomainVariable;
}

/** Interleaved PSUs of unequal size, some answers missing; `lonely` adds a stratum of one PSU. */
export function inventedUnits(shape: {
  strata: number;
  psusPerStratum: number;
  population?: number;
  lonely?: boolean;
  seed?: number;
}): InventedUnits {
  const { strata, psusPerStratum, population, lonely = false, seed = 1 } = shape;
  const generator = xoroshiro128plus(seed);
  const uniform = () => uniformFloat64(generator);
  const psus = strata * psusPerStratum + (lonely ? 1 : 0);
  const n = 12 * psus;
  const at = Int32Array.from({ length: n }, (_, row) => (row < 4 * psus ? row % psus : Math.floor(uniform() * psus))); // prettier-ignore
  const labels = (count: number) => Array.from({ length: count }, (_, k) => String(k));
  const code = (count: number) => Int32Array.from({ length: n }, () => Math.floor(uniform() * count));
  const number = (name: string) => ({ name, values: Float64Array.from(at, (psu) => (uniform() < 0.1 ? Number.NaN : psu % 5 + 3 * uniform())) }); // prettier-ignore
  const design = makeDesign({
    n,
    strata: { codes: at.map((psu) => Math.floor(psu / psusPerStratum)), labels: labels(strata + 1) },
    psu: [{ codes: at, labels: labels(psus) }],
    fpc: population ? [new Float64Array(n).fill(population)] : [],
    weights: Float64Array.from({ length: n }, () => 0.5 + 4 * uniform()),
  });
  return {
    design,
    y: number("y"),
    x: number("x"),
    by: { name: "age", codes: code(3), labels: ["18-35", "36-55", "56-65"] },
    sex: { name: "sex", codes: code(2), labels: ["female", "male"] },
  };
}
