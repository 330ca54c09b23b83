import { expect, test } from "vitest";
import { Recent } from "#db/recent.ts";

test("the one that was not needed for longest is forgotten first", () => {
  const kept = new Recent<number>(2);
  kept.keep("a", 1);
  kept.keep("b", 2);
  expect(kept.get("a")).toBe(1);
  kept.keep("c", 3);
  expect(["a", "b", "c"].map((key) => kept.get(key))).toEqual([1, undefined, 3]);
});

test("the same key is kept once, with its latest value", () => {
  const kept = new Recent<number>(2);
  for (const value of [1, 2, 3]) kept.keep("a", value);
  kept.keep("b", 4);
  expect([kept.get("a"), kept.get("b")]).toEqual([3, 4]);
});
