import { expect, test } from "vitest";
import { assessmentDay } from "#surveys/fieldwork/assessment-day.ts";

test("the assessment is on the day entered, else on the first 31 July not before the wave's end", () => {
  expect(assessmentDay({ endsOn: "2026-06-14", assessmentOn: "2026-09-10" })).toBe("2026-09-10");
  expect(assessmentDay({ endsOn: "2026-06-14", assessmentOn: null })).toBe("2026-07-31");
  expect(assessmentDay({ endsOn: "2026-07-31", assessmentOn: null })).toBe("2026-07-31");
  expect(assessmentDay({ endsOn: "2026-08-01", assessmentOn: null })).toBe("2027-07-31");
});
