import type { UnitGroups } from "#analysis/estimation/group-units.ts";
import type { LinearColumn } from "#analysis/estimation/stage-totals.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/**
 * Where in the first stage the cases behind each column are: their PSUs less their strata, and what the rule for single
 * PSUs has to know of strata: where the design asks, those of which only one PSU holds cases; under "average", those
 * without a case, whose variance is not part of the average (calibration residuals reach every stratum, so none then).
 *
 * A case has the column's first term present. O(groups · columns).
 * Source: Korn & Graubard (1999), Analysis of Health Surveys, chapter 5.
 *
 * @returns `degrees` per column; `lonelyFor` strata × columns (1: lonely, 2: no case), null where the design does not ask
 */
export function presence(
  columns: readonly LinearColumn[],
  groups: UnitGroups,
  { index, lonelyPsu, calibration, domainLonely = false }: SurveyDesign,
): { degrees: Int32Array; lonelyFor: Uint8Array | null } {
  const { psus, strata, stratumOfPsu, psusInStratum } = index;
  const degrees = new Int32Array(columns.length);
  const absentCounts = lonelyPsu === "average" && !calibration;
  const lonelyFor = domainLonely || absentCounts ? new Uint8Array(strata * columns.length) : null;
  const counted = new Map<Float64Array, (Int32Array | null)[]>();
  columns.forEach(({ domain, terms }, c) => {
    const held = heldBy(terms[0]!.sums.n, domain);
    for (let h = 0; h < strata; h++) {
      if (held[h]! > 0) degrees[c]! += held[h]! - 1;
      if (domainLonely && held[h] === 1 && psusInStratum[h]! > 1) lonelyFor![h * columns.length + c] = 1;
      if (absentCounts && held[h] === 0) lonelyFor![h * columns.length + c] = 2;
    }
  });
  return { degrees, lonelyFor };

  /** PSUs with cases in each stratum; columns without missing values share their cases. */
  function heldBy(cases: Float64Array, domain: number): Int32Array {
    let known = counted.get(cases);
    if (!known) counted.set(cases, (known = groups.ofDomain.map(() => null)));
    return (known[domain] ??= psusHeld(
      cases,
      groups.ofDomain[domain]!,
      groups.unit[0]!,
      psus,
      stratumOfPsu,
      strata,
    ));
  }
}

function psusHeld(
  cases: Float64Array,
  list: Int32Array,
  unit: Int32Array,
  psus: number,
  stratumOfPsu: Int32Array,
  strata: number,
): Int32Array {
  const held = new Int32Array(strata);
  const seen = new Uint8Array(psus);
  for (let k = 0; k < list.length; k++) {
    const psu = unit[list[k]!]!;
    if (cases[list[k]!] === 0 || seen[psu] === 1) continue;
    seen[psu] = 1;
    held[stratumOfPsu[psu]!]!++;
  }
  return held;
}
