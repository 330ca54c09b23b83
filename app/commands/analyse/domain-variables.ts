import type { DomainVariable } from "#analysis/estimation/split-domains.ts";
import type { DataTable } from "./columns.ts";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The columns of `by` with their labels ascending: as numbers when all are, else as text. */
export function domainVariables(by: readonly string[], table: DataTable): DomainVariable[] {
  return by.map((name) => {
    const { codes, labels } = table.texts.get(name)!;
    const numeric = labels.every((label) => NUMBER.test(label));
    const order = labels.map((_, k) => k);
    order.sort((a, b) => {
      const byNumber = numeric ? Number(labels[a]) - Number(labels[b]) : 0;
      return byNumber || (labels[a]! < labels[b]! ? -1 : 1);
    });
    const placeOf = new Int32Array(labels.length);
    order.forEach((label, place) => (placeOf[label] = place));
    return {
      name,
      codes: codes.map((code) => (code < 0 ? -1 : placeOf[code]!)),
      labels: order.map((label) => labels[label]!),
    };
  });
}
