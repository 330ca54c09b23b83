import { expect, test } from "vitest";
import { commonItems } from "#app/analyst/common-items.ts";
import json from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { checkScoringSheet, type ScoringItem } from "#surveys/scoring-sheet.ts";

const sheet = checkScoringSheet(json);
const [first, second, ...others] = sheet.items;
const titles = Object.fromEntries(sheet.items.map(({ id }) => [id, { zh: `${id}的问题`, en: id }]));
const asked = (items: ScoringItem[] = sheet.items, questionnaireId = "one") => ({
  ...{ questionnaireId, titles, sheet: { ...sheet, items } },
});

test("the same sheet twice is compared whole, and nothing is scored differently", () => {
  const { items, points, ...rest } = commonItems(asked(), asked());
  expect(items).toEqual(sheet.items.map(({ id }) => id));
  expect(points).toBeCloseTo(20, 12);
  expect(rest).toEqual({ whole: true, sameItems: true, rescored: [] });
});

test("another weight is told apart from another scoring", () => {
  const moved = [
    { ...first!, weight: first!.weight + 0.01 },
    { ...second!, weight: second!.weight - 0.01 },
    ...others,
  ];
  expect(commonItems(asked(), asked(moved))).toMatchObject({ whole: false, sameItems: true, rescored: [] });
  const options = second!.options.map((option, k) => (k === 1 ? { ...option, score: 0.55 } : option));
  const dontKnow = first!.dontKnow === "zero" ? ("excluded" as const) : ("zero" as const);
  const scored = [{ ...first!, dontKnow }, { ...second!, options }, ...others];
  const rescored = [first!.id, second!.id];
  expect(commonItems(asked(), asked(scored))).toMatchObject({ whole: true, sameItems: true, rescored });
});

test("of different questionnaires only the same words are the same question", () => {
  const before = asked();
  const after = {
    ...asked([first!, second!], "two"),
    titles: { ...titles, [second!.id]: { zh: "别的问题", en: "Other" } },
  };
  const { items, points, sameItems } = commonItems(before, after);
  expect(items).toEqual([first!.id]);
  expect(points).toBeCloseTo(20 * first!.weight, 12);
  expect(sameItems).toBe(false);
});
