import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { categories } from "#analysis/index.ts";
import { difference, means } from "./example.ts";

const text = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

test("the README's example is a program that gives R's figures", () => {
  const [, shown = ""] = /```ts\n([\s\S]*?)```/.exec(text("../../README.md"))!;
  for (const line of text("./example.ts").trim().split("\n"))
    expect(shown).toContain(line.replace("export ", ""));
  // calibrate(calfun = "raking"), svyratio of the score over its presence, survey 4.1-1
  const [first, second] = means.cells;
  expect([first!.estimate, second!.estimate]).toEqual([0.625, expect.closeTo(0.7260869565217392, 13)]);
  expect(first!.se).toBeCloseTo(0.03812055983348265, 13);
  expect(second!.se).toBeCloseTo(0.1657595806532327, 13);
  expect(difference.estimate).toBeCloseTo(0.625 - 0.7260869565217392, 13);
});

test("labels become codes in ascending order, as numbers where all are", () => {
  expect(categories(["b", null, "a", ""])).toEqual({
    codes: Int32Array.of(1, -1, 0, -1),
    labels: ["a", "b"],
  });
  expect(categories([10, "9", undefined, 10]).labels).toEqual(["9", "10"]);
});
