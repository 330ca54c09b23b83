import { expect, test } from "vitest";
import { checkScoringSheet, ownShare, type ScoringItem, type ScoringSheet } from "#surveys/scoring-sheet.ts";

const options = [
  { value: "good", score: 1, satisfied: true },
  { value: "fair", score: 0.6, satisfied: false },
  { value: "poor", score: 0, satisfied: false },
];
const sheet: ScoringSheet = {
  id: "small",
  overallItem: "all",
  items: [
    { id: "a", dimension: "level", weight: 0.5, dontKnow: "excluded", options },
    { id: "b", dimension: "clean", weight: 0.3, dontKnow: "zero", options },
    { id: "c", dimension: "green", weight: 0.2, dontKnow: "excluded", options },
    { id: "all", dimension: "overall", weight: 0, dontKnow: "excluded", options },
  ],
};

test("a respondent's own share is 20 times the weighted mean of the scores that count", () => {
  // 20 · (0.5·1 + 0.3·0.6 + 0.2·0) / 1 = 13.6
  expect(ownShare(sheet, [0, 1, 2, 0], [1, 0.6, 0, 1], "sheet")).toBeCloseTo(13.6, 12);
});

test("don't know follows the item's rule, and the other rule turns every item round", () => {
  // sheet: a excluded, b zero → 20 · 0.2·1 / 0.5 = 8;  other: a zero, b excluded → 20 · 0.2 / 0.7
  expect(ownShare(sheet, [-1, -1, 0, -1], [null, null, 1, null], "sheet")).toBeCloseTo(8, 12);
  expect(ownShare(sheet, [-1, -1, 0, -1], [null, null, 1, null], "other")).toBeCloseTo(4 / 0.7, 12);
});

test("refused and not asked never count, and nothing counted gives null", () => {
  expect(ownShare(sheet, [-2, null, 1, -2], [null, null, 0.6, null], "sheet")).toBeCloseTo(12, 12);
  expect(ownShare(sheet, [-2, -2, null, 0], [null, null, null, 1], "other")).toBeNull();
});

test("the overall item does not change the share", () => {
  expect(ownShare(sheet, [0, 0, 0, 2], [1, 1, 1, 0], "sheet")).toBeCloseTo(20, 12);
});

test.each<[string, Partial<ScoringItem>, RegExp]>([
  ["weights that do not sum to one", { weight: 0.4 }, /sum to/],
  ["a weight of zero", { weight: 0 }, /weight/],
  ["a weight that is not a number", { weight: Number.NaN }, /weight/],
  ["a score over one", { options: [{ value: "good", score: 1.2, satisfied: true }, options[2]!] }, /score/],
  [
    "the reserved option dk",
    { options: [{ value: "dk", score: 1, satisfied: true }, options[2]!] },
    /reserved/,
  ],
  ["an option twice", { options: [options[0]!, options[0]!] }, /twice/],
  ["no option that scores one", { options: options.slice(1) }, /no option scores 1/],
  ["an id twice", { id: "b" }, /twice/],
  ["an unknown dimension", { dimension: "noise" as never }, /dimension/],
])("a sheet with %s is refused", (_, change, sentence) => {
  const [first, ...rest] = sheet.items;
  expect(() => checkScoringSheet({ ...sheet, items: [{ ...first, ...change }, ...rest] })).toThrow(sentence);
});

test("a sheet whose overall item is missing is refused", () => {
  expect(() => checkScoringSheet({ ...sheet, overallItem: "zz" })).toThrow();
});
