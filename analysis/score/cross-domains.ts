import type { Domain } from "#analysis/estimation/domains.ts";
import type { Tally, TallyKey } from "#analysis/tally.ts";

/** A variable of the tally's key that can split a wave into domains. */
export type DomainKey = keyof TallyKey<never>;

/** A domain's label of every variable asked for. */
export type DomainLabels = Partial<Record<DomainKey, string>>;

/**
 * The combinations of one or several key variables that respondents of some tallies show, in ascending order of the
 * first variable, then the next. Rows where a variable is unknown are in no domain. O(rows · variables).
 */
export function crossedLabels(tallies: readonly Tally[], variables: readonly DomainKey[]): DomainLabels[] {
  const found = new Map<string, string[]>();
  for (const tally of tallies)
    for (let row = 0; row < tally.rows; row++) {
      const labels = labelsOfRow(tally, variables, row);
      if (labels && tally.n[row]! > 0) found.set(JSON.stringify(labels), labels);
    }
  const ascending = (a: string[], b: string[]) => {
    const first = a.findIndex((label, v) => label !== b[v]);
    return first < 0 ? 0 : a[first]! < b[first]! ? -1 : 1;
  };
  return [...found.values()]
    .sort(ascending)
    .map((labels) => Object.fromEntries(variables.map((variable, v) => [variable, labels[v]!])));
}

/** The rows of one tally in each of those domains, as many as `labels`; one nobody is in has no rows. */
export function crossedDomains(
  tally: Tally,
  variables: readonly DomainKey[],
  labels: readonly DomainLabels[],
): Domain[] {
  const ids = labels.map((by) => JSON.stringify(variables.map((variable) => by[variable])));
  const rows = new Map<string, number[]>(ids.map((id) => [id, []]));
  for (let row = 0; row < tally.rows; row++)
    if (tally.n[row]! > 0) rows.get(JSON.stringify(labelsOfRow(tally, variables, row)))?.push(row);
  return ids.map((key, d) => ({
    id: variables.map((variable) => labels[d]![variable]).join(" | "),
    rows: Int32Array.from(rows.get(key) as number[]),
  }));
}

function labelsOfRow(tally: Tally, variables: readonly DomainKey[], row: number): string[] | null {
  const labels = variables.map((variable) => tally.labels[variable][tally[variable][row]!]);
  return labels.some((label) => label === undefined) ? null : (labels as string[]);
}
