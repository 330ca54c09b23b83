import { expect, test } from "vitest";
import { kthRule } from "#surveys/fieldwork/kth-rule.ts";

test("one in k is kept, within one person or a tenth", () => {
  expect(kthRule(80, 10, 8)).toBe("kept");
  expect(kthRule(7, 0, 8)).toBe("kept");
  expect(kthRule(80, 9, 8)).toBe("kept");
  expect(kthRule(800, 90, 8)).toBe("kept");
});

test("whoever asks fewer or more than every k-th is told apart", () => {
  expect(kthRule(80, 8, 8)).toBe("too-few-asked");
  expect(kthRule(80, 12, 8)).toBe("too-many-asked");
  expect(kthRule(0, 3, 8)).toBe("too-many-asked");
  expect(() => kthRule(10, 1, 0)).toThrow("at least 1");
});
