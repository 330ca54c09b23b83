import { expect, test } from "vitest";
import { instantOf, localTime } from "#app/field/local-time.ts";
import { suggestNextVisit } from "#app/field/next-visit.ts";

test("after a morning nobody answered in, the evening of the same day", () => {
  expect(suggestNextVisit(["2026-06-10T10:00"], "2026-06-10T10:01", "2026-06-30")).toEqual({
    day: "2026-06-10",
    part: "evening",
  });
});

test("after an evening, the weekend at another part of the day", () => {
  expect(suggestNextVisit(["2026-06-10T19:00"], "2026-06-10T19:05", "2026-06-30")).toEqual({
    day: "2026-06-13",
    part: "morning",
  });
});

test("after a morning and an evening, an afternoon", () => {
  const visits = ["2026-06-10T10:00", "2026-06-10T19:00"];
  expect(suggestNextVisit(visits, "2026-06-10T19:05", "2026-06-30")?.part).toBe("afternoon");
});

test("nothing when the wave leaves no time", () => {
  expect(suggestNextVisit(["2026-06-10T19:00"], "2026-06-10T21:30", "2026-06-10")).toBeNull();
});

test("wall clocks and instants turn into each other", () => {
  expect(localTime("2026-06-13T16:30:00Z", "Asia/Shanghai")).toBe("2026-06-14T00:30");
  expect(new Date(instantOf("2026-06-13T18:00", "Asia/Shanghai")).toISOString()).toBe(
    "2026-06-13T10:00:00.000Z",
  );
  expect(new Date(instantOf("2026-07-01T09:00", "Europe/Berlin")).toISOString()).toBe(
    "2026-07-01T07:00:00.000Z",
  );
});
