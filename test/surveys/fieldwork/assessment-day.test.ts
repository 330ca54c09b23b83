import { expect, test } from "vitest";
import { assessmentDay, assessmentProblem } from "#surveys/fieldwork/assessment-day.ts";

test("the assessment is on the day entered, else on the first 31 July not before the wave's end", () => {
  expect(assessmentDay({ endsOn: "2026-06-14", assessmentOn: "2026-09-10" })).toBe("2026-09-10");
  expect(assessmentDay({ endsOn: "2026-06-14", assessmentOn: null })).toBe("2026-07-31");
  expect(assessmentDay({ endsOn: "2026-07-31", assessmentOn: null })).toBe("2026-07-31");
  expect(assessmentDay({ endsOn: "2026-08-01", assessmentOn: null })).toBe("2027-07-31");
});

test("a day before the wave's end, or more than three years after it, is no day that the wave rehearses", () => {
  const problem = (day: string) => assessmentProblem(day, "2028-02-29");
  expect(["2028-02-28", "2028-02-29", "2031-02-28", "2031-03-01"].map(problem)).toEqual(["order", null, null, "tooLong"]); // prettier-ignore
});
