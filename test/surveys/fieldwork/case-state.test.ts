import { expect, test } from "vitest";
import { type DwellingHistory, dwellingStanding, sessionStanding } from "#surveys/fieldwork/case-state.ts";
import { VISIT_REASONS } from "#surveys/fieldwork/visit-reasons.ts";

type Visit = DwellingHistory["visits"][number];
const NOT_HOME = { disposition: "NC", reason: "not-home" } as const;
const at = (localTime: string, what: Omit<Visit, "localTime"> = NOT_HOME): Visit => ({ localTime, ...what });
const standing = (history: Partial<DwellingHistory>) =>
  dwellingStanding({ visits: [], rostered: null, response: null, ...history });

const MORNING = at("2026-06-02T10:00");
const EVENING = at("2026-06-03T19:00");
const WEEKEND = at("2026-06-06T15:00");

test("a dwelling where nobody has been is not begun", () => {
  expect(standing({})).toEqual({ state: "not-begun", disposition: "UH", visitsAtDifferentTimes: 0 });
});

test("nobody reached: another time of day is due until three different ones were tried", () => {
  expect(standing({ visits: [MORNING] })).toMatchObject({ state: "another-time", visitsAtDifferentTimes: 1 });
  const sameTwice = [MORNING, at("2026-06-02T10:30"), EVENING];
  expect(standing({ visits: sameTwice })).toMatchObject({
    state: "another-time",
    visitsAtDifferentTimes: 2,
  });
  expect(standing({ visits: [MORNING, EVENING, WEEKEND] })).toMatchObject({
    state: "final",
    disposition: "NC",
    visitsAtDifferentTimes: 3,
  });
});

test("three mornings of working days are not enough", () => {
  const mornings = ["02", "03", "04"].map((day) => at(`2026-06-${day}T10:00`));
  expect(standing({ visits: mornings }).state).toBe("another-time");
});

test("an appointment is due until something else happens", () => {
  const made = at("2026-06-02T10:00", { disposition: "O", reason: "appointment" });
  expect(standing({ visits: [made] })).toMatchObject({ state: "appointment", disposition: "NC" });
  expect(standing({ visits: [made, EVENING] }).state).toBe("another-time");
});

test("somebody was listed and not yet interviewed: in progress; a refusal is final at once", () => {
  expect(standing({ rostered: 2 }).state).toBe("in-progress");
  expect(standing({ visits: [MORNING], rostered: 2 }).state).toBe("in-progress");
  expect(standing({ rostered: 0 })).toMatchObject({ state: "final", disposition: "NE" });
  const refusal = at("2026-06-02T10:00", { disposition: "R", reason: "refused-at-door" });
  expect(standing({ visits: [refusal] })).toMatchObject({ state: "final", disposition: "R" });
});

test("an interview is final until it is sent back; one broken off is in progress", () => {
  const response = { localTime: "2026-06-02T10:00", outcome: "complete", standing: "counts" } as const;
  expect(standing({ rostered: 1, response })).toMatchObject({ state: "final", disposition: "I" });
  expect(standing({ rostered: 1, response: { ...response, standing: "sent-back" } }).state).toBe("sent-back");
  expect(standing({ rostered: 1, response: { ...response, outcome: "partial" } }).state).toBe("in-progress");
});

test("a session begins with its start and is final with its end", () => {
  const of = (started: boolean, ended: boolean) => sessionStanding({ started, ended }).state;
  expect([of(false, false), of(true, false), of(true, true)]).toEqual(["not-begun", "in-progress", "final"]);
});

test("a volunteer can say that a place is not safe or cannot be entered", () => {
  expect(Object.values(VISIT_REASONS).flat()).toEqual(expect.arrayContaining(["not-safe", "no-access"]));
});
