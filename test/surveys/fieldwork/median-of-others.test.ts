import { expect, test } from "vitest";
import { mediansBesideOthers } from "#surveys/fieldwork/median-of-others.ts";

const times = (userId: string, ...seconds: number[]) => seconds.map((each) => ({ userId, seconds: each }));

test("a median stands beside the median of everybody else, which leaves one's own out", () => {
  const found = mediansBesideOthers([
    ...times("a", 240, 250, 230),
    ...times("b", 660, 700),
    ...times("c", 600),
  ]);
  expect(found.get("a")).toEqual({ own: 240, others: 660 });
  expect(found.get("b")).toEqual({ own: 680, others: 245 });
  expect(found.get("c")).toEqual({ own: 600, others: 250 });
});

test("who works alone has nobody beside them, and nobody is there without a time", () => {
  expect(mediansBesideOthers(times("a", 300)).get("a")).toEqual({ own: 300, others: null });
  expect(mediansBesideOthers([])).toEqual(new Map());
});
