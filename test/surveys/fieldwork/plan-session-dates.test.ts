import { expect, test } from "vitest";
import { planSessionDates, type SessionToPlan } from "#surveys/fieldwork/plan-session-dates.ts";

const session = (streetId: string, dayType: SessionToPlan["dayType"]): SessionToPlan => ({
  streetId,
  dayType,
});

test("a street's sessions of one kind fall on different days of that kind while there are enough", () => {
  const sessions = [...Array(10).fill(session("A", "weekday")), ...Array(4).fill(session("A", "weekend"))];
  const dates = planSessionDates(sessions, "2026-06-01", "2026-06-14", "seed");
  expect(new Set(dates.slice(0, 10)).size).toBe(10);
  expect([...dates.slice(10)].sort()).toEqual(["2026-06-06", "2026-06-07", "2026-06-13", "2026-06-14"]);
});

test("more sessions than days share days evenly", () => {
  const dates = planSessionDates(Array(5).fill(session("A", "weekend")), "2026-06-01", "2026-06-07", "seed");
  expect(dates.filter((date) => date === "2026-06-06").length).toBeGreaterThanOrEqual(2);
  expect(dates.filter((date) => date === "2026-06-07").length).toBeGreaterThanOrEqual(2);
});

test("a period without such a day plans none", () => {
  expect(planSessionDates([session("A", "weekend")], "2026-06-01", "2026-06-05", "seed")).toEqual([null]);
});

test("the same seed plans the same, and one street does not move another's dates", () => {
  const plan = (sessions: SessionToPlan[]) => planSessionDates(sessions, "2026-06-01", "2026-06-28", "seed");
  const alone = plan([session("B", "weekday"), session("B", "weekday")]);
  expect(plan([session("A", "weekday"), session("B", "weekday"), session("B", "weekday")]).slice(1)).toEqual(
    alone,
  );
});
