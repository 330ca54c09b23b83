import { expect, test } from "vitest";
import { courseOf, periodOver } from "#surveys/fieldwork/wave-course.ts";

test("the period is over by whole days: nothing on the first, all after the last", () => {
  expect(periodOver("2026-06-01", "2026-06-14", "2026-05-20")).toBe(0);
  expect(periodOver("2026-06-01", "2026-06-14", "2026-06-01")).toBe(0);
  expect(periodOver("2026-06-01", "2026-06-14", "2026-06-08")).toBe(0.5);
  expect(periodOver("2026-06-01", "2026-06-14", "2026-06-14")).toBeCloseTo(13 / 14, 12);
  expect(periodOver("2026-06-01", "2026-06-14", "2026-06-15")).toBe(1);
  expect(periodOver("2026-06-01", "2026-06-01", "2026-06-02")).toBe(1);
});

test("a period that ends before it begins, or no day, is refused", () => {
  expect(() => periodOver("2026-06-14", "2026-06-01", "2026-06-08")).toThrow("cannot end");
  expect(() => periodOver("2026-06-01", "2026-06-14", "today")).toThrow("a day reads like");
});

test("up to a twentieth of all cases, and one case at least, is no being behind", () => {
  expect(courseOf(45, 50, 100)).toBe("on-course");
  expect(courseOf(44, 50, 100)).toBe("behind");
  expect(courseOf(56, 50, 100)).toBe("ahead");
  expect(courseOf(1, 2, 4)).toBe("on-course");
  expect(courseOf(1, 2.1, 4)).toBe("behind");
  expect(courseOf(0, 0, 0)).toBe("on-course");
});
