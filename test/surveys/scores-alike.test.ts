import { expect, test } from "vitest";
import { itemsScoreAlike, scoresAlike } from "#surveys/scores-alike.ts";
import { checkScoringSheet } from "#surveys/scoring-sheet.ts";
import json from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };

const sheet = checkScoringSheet(json);

test("sheets score alike whatever they are called and in whatever order, not with another weight, rule or score", () => {
  expect(scoresAlike(sheet, { ...sheet, id: "other", items: [...sheet.items].reverse() })).toBe(true);
  const [first, ...rest] = sheet.items;
  const changed = (change: object) => ({ ...sheet, items: [{ ...first!, ...change }, ...rest] });
  expect(scoresAlike(sheet, changed({ weight: 0.06 }))).toBe(false);
  expect(scoresAlike(sheet, changed({ dontKnow: "zero" }))).toBe(false);
  expect(scoresAlike(sheet, changed({ options: first!.options.map((o) => ({ ...o, score: 1 })) }))).toBe(
    false,
  );
  expect(scoresAlike(sheet, { ...sheet, items: rest })).toBe(false);
});

test("items score alike whatever they weigh and in whatever order their options stand", () => {
  const [item] = sheet.items;
  expect(itemsScoreAlike(item!, { ...item!, weight: 0.5, options: [...item!.options].reverse() })).toBe(true);
  expect(itemsScoreAlike(item!, { ...item!, dontKnow: "zero" })).toBe(false);
  expect(itemsScoreAlike(item!, { ...item!, options: item!.options.slice(1) })).toBe(false);
});
