import type { DesignIndex } from "#analysis/estimation/design-index.ts";
import { everyRow } from "#analysis/estimation/domains.ts";
import { numberPairs } from "#analysis/estimation/number-pairs.ts";
import type { DomainSplit } from "#analysis/estimation/split-domains.ts";
import type { SurveyDesign } from "#analysis/estimation/survey-design.ts";

/**
 * Unit rows grouped by last-stage unit, domain and calibration cell: all that variances of sums need to keep apart.
 */
export interface UnitGroups {
  count: number;
  ofRow: Int32Array;
  /** Domain of each group, −1 for none. */
  domain: Int32Array;
  /** Per stage, the group's unit there. */
  unit: Int32Array[];
  /** Groups of each domain. */
  ofDomain: Int32Array[];
  /** Per margin of the calibration, the group's category. */
  category: Int32Array[];
}

/** Every stage's index, the first one first. */
export function stageIndexes(design: SurveyDesign): DesignIndex[] {
  return [design.index, ...(design.laterStages ?? []).map(({ index }) => index)];
}

/** Groups unit rows. O(rows · (2 + margins)). */
export function groupUnits(design: SurveyDesign, split: DomainSplit): UnitGroups {
  const indexes = stageIndexes(design);
  const finest = indexes[indexes.length - 1]!;
  const rows = finest.psuOfRow.length;
  let ofRow = finest.psuOfRow;
  let count = finest.psus;
  let unit = everyRow(count);
  let domain: Int32Array = new Int32Array(count);
  let category: Int32Array[] = [];
  const cross = (codes: Int32Array, size: number) => {
    const pairs = numberPairs(ofRow, codes, { rows, outerSize: count, innerSize: size });
    const pick = (of: Int32Array) => pairs.outer.map((k) => of[k]!);
    [ofRow, count, unit, domain] = [pairs.ofRow, pairs.count, pick(unit), pick(domain)];
    category = category.map(pick);
    return pairs.inner;
  };
  for (const { categoryOfRow, labels } of design.calibration?.margins ?? []) {
    const met = cross(categoryOfRow.some((c) => c < 0) ? categoryOfRow.map((c) => Math.max(0, c)) : categoryOfRow, labels.length); // prettier-ignore
    category.push(met);
  }
  if (split.ofRow && split.complete) domain = cross(split.ofRow, split.count);
  else if (split.ofRow) {
    const met = cross(split.ofRow.map((d) => d + 1), split.count + 1); // prettier-ignore
    domain = met.map((code) => code - 1);
  }
  return { count, ofRow, domain, unit: unitsAtStages(unit, indexes), ofDomain: listByDomain(domain, split.count), category }; // prettier-ignore
}

function unitsAtStages(finest: Int32Array, indexes: readonly DesignIndex[]): Int32Array[] {
  const units = [finest];
  for (let s = indexes.length - 1; s > 0; s--) {
    const { stratumOfPsu } = indexes[s]!;
    units.unshift(units[0]!.map((unit) => stratumOfPsu[unit]!));
  }
  return units;
}

function listByDomain(domain: Int32Array, domains: number): Int32Array[] {
  const counts = new Int32Array(domains);
  for (let group = 0; group < domain.length; group++) if (domain[group]! >= 0) counts[domain[group]!]!++;
  const lists = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let group = 0; group < domain.length; group++)
    if (domain[group]! >= 0) lists[domain[group]!]![counts[domain[group]!]!++] = group;
  return lists;
}
