import { expect, test } from "vitest";
import { fieldShifts } from "#surveys/demo/field-shifts.ts";
import { planRounds } from "#surveys/demo/plan-rounds.ts";

const session = { day: 3, from: 17.5 * 60, to: 19.5 * 60 };
const shifts = fieldShifts(37, [session], 7);
const cases = Array.from({ length: 64 }, (_, i) => ({
  community: i < 32 ? "A" : "B",
  minutes: i % 3 === 0 ? [1.5, 1.5, 1.5] : [14],
}));

test("shifts are evenings and weekends, and leave the time of a session alone", () => {
  expect(shifts.length).toBeGreaterThan(15);
  expect(shifts.every(({ from, to }) => from >= 9 * 60 && to <= 21 * 60 && from < to)).toBe(true);
  expect(shifts.some(({ day, to }) => day === session.day && to > session.from)).toBe(false);
  expect(fieldShifts(37, [session], 7)).toEqual(shifts);
});

test("nobody is at two doors at once, and each shift goes through its community in walking order", () => {
  const placed = planRounds(cases, shifts, 1, 7);
  const stops = placed.flatMap((visits, i) =>
    visits.map(({ shift, minute }, k) => ({ i, shift, minute, ends: minute + cases[i]!.minutes[k]! })),
  );
  for (const shift of shifts) {
    const here = stops.filter((stop) => stop.shift === shift).sort((a, b) => a.minute - b.minute);
    expect(new Set(here.map(({ i }) => cases[i]!.community)).size).toBeLessThanOrEqual(1);
    here.slice(1).forEach((stop, k) => {
      expect(stop.minute).toBeGreaterThan(here[k]!.ends + 1);
      expect(stop.i).toBeGreaterThan(here[k]!.i);
    });
    expect(here.every(({ minute, ends }) => minute >= shift.from && ends <= shift.to)).toBe(true);
  }
});

test("a third visit is on a third day, and not always at the same part of the day", () => {
  const thirds = planRounds(cases, shifts, 1, 7).filter(({ length }) => length === 3);
  expect(thirds.length).toBeGreaterThan(5);
  for (const visits of thirds) {
    expect(new Set(visits.map(({ shift }) => shift.day)).size).toBe(3);
    expect(new Set(visits.map(({ shift }) => shift.part)).size).toBeGreaterThan(1);
  }
});

test("the intake is the part of the dwellings that are begun", () => {
  const begun = planRounds(cases, shifts, 0.5, 7).filter(({ length }) => length > 0);
  expect(begun).toHaveLength(32);
});
