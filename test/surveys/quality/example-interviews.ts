import type { QualityItem, QualityUnit } from "#surveys/quality/quality-unit.ts";

const scale = (values: [string, number][]) => values.map(([value, score]) => ({ value, score }));
const SATISFIED = scale([
  ["satisfied", 1],
  ["basically", 0.6],
  ["dissatisfied", 0],
]);
const OFTEN = scale([
  ["often", 0],
  ["sometimes", 0.5],
  ["never", 1],
]);

/** Six items where the first option is best, five where the last is, and one that stands apart. */
export const items: QualityItem[] = [
  ...Array.from({ length: 6 }, (_, i) => ({ id: `s${i}`, weight: 0.1, options: SATISFIED })),
  ...Array.from({ length: 5 }, (_, i) => ({ id: `o${i}`, weight: 0.08, options: OFTEN })),
  { id: "overall", weight: 0, options: SATISFIED },
];

/** Ten minutes at a door, with answers as they come. */
export const unit = (id: string, change: Partial<QualityUnit> = {}): QualityUnit => ({
  id,
  mode: "household",
  streetId: "street",
  volunteerId: "volunteer",
  caseId: id,
  startedAt: 0,
  completedAt: 600_000,
  receivedAt: 86_400_000,
  codes: items.map(() => 1),
  ownShare: 12,
  screenMs: null,
  clockOffsetMs: null,
  position: null,
  place: null,
  ...change,
});
