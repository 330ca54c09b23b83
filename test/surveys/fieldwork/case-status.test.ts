import { caseStatus } from "#surveys/fieldwork/case-status.ts";
import type { CaseVisit } from "#surveys/fieldwork/case-status.ts";
import { isAttempt } from "#surveys/fieldwork/is-attempt.ts";
import { expect, test } from "vitest";

const friday = "2026-06-12";
const saturday = "2026-06-13";

function visits(...list: [string, CaseVisit["disposition"]][]): CaseVisit[] {
  return list.map(([localTime, disposition]) => ({ localTime, disposition }));
}

test("makes a non-contact final after three visits at different times", () => {
  const twice = visits([`${friday}T10:00`, "NC"], [`${friday}T19:00`, "NC"]);
  expect(caseStatus(twice, null)).toEqual({
    disposition: "NC",
    final: false,
    visitsAtDifferentTimes: 2,
    weighting: "dwelling-nonresponse",
  });
  expect(caseStatus([...twice, ...visits([`${saturday}T10:00`, "NC"])], null).final).toBe(true);
});

test("does not count a second knock in the same morning, nor three weekday mornings alone", () => {
  const sameMorning = visits(
    [`${friday}T09:00`, "NC"],
    [`${friday}T09:40`, "NC"],
    [`${saturday}T09:00`, "NC"],
  );
  expect(caseStatus(sameMorning, null)).toMatchObject({ visitsAtDifferentTimes: 2, final: false });
  const mornings = visits(["2026-06-10T09:00", "NC"], ["2026-06-11T09:00", "NC"], ["2026-06-12T09:00", "NC"]);
  expect(caseStatus(mornings, null)).toMatchObject({ visitsAtDifferentTimes: 3, final: false });
});

test("keeps an interview whatever was found before or after", () => {
  const status = caseStatus(
    visits([`${friday}T10:00`, "R"], [`${friday}T19:00`, "I"], [`${saturday}T10:00`, "NC"]),
    2,
  );
  expect(status).toMatchObject({ disposition: "I", final: true, weighting: "respondent" });
  expect(caseStatus(visits([`${friday}T10:00`, "P"]), 2)).toMatchObject({
    final: false,
    weighting: "respondent",
  });
});

test("keeps a refusal when nobody opens later, and corrects it when the flat turns out empty", () => {
  expect(caseStatus(visits([`${friday}T10:00`, "R"], [`${friday}T19:00`, "NC"]), null).disposition).toBe("R");
  expect(caseStatus(visits([`${friday}T10:00`, "R"], [`${friday}T19:00`, "NE"]), null).disposition).toBe(
    "NE",
  );
});

test("tells the nonresponse of a selected person from that of a dwelling", () => {
  for (const code of ["R", "NC", "O"] as const) {
    expect(caseStatus(visits([`${friday}T10:00`, code]), 3).weighting).toBe("person-nonresponse");
    expect(caseStatus(visits([`${friday}T10:00`, code]), null).weighting).toBe("dwelling-nonresponse");
  }
});

test("leaves an address that was not found perhaps eligible, and takes out one that is known not to be", () => {
  expect(caseStatus([], null)).toMatchObject({
    disposition: "UH",
    final: false,
    weighting: "unknown-eligibility",
  });
  expect(caseStatus(visits([`${friday}T10:00`, "UH"]), null).weighting).toBe("unknown-eligibility");
  expect(caseStatus(visits([`${friday}T10:00`, "UO"]), null).weighting).toBe("unknown-eligibility");
  expect(caseStatus(visits([`${friday}T10:00`, "UH"], [`${friday}T19:00`, "NC"]), null).disposition).toBe(
    "NC",
  );
  expect(caseStatus(visits([`${friday}T10:00`, "NC"]), 0)).toMatchObject({
    disposition: "NE",
    weighting: "not-eligible",
  });
});

test("keeps a case open while there is an appointment", () => {
  const agreed = [{ localTime: `${friday}T10:00`, disposition: "O" as const, reason: "appointment" }];
  expect(caseStatus(agreed, 2)).toMatchObject({
    disposition: "NC",
    final: false,
    weighting: "person-nonresponse",
  });
  expect(caseStatus([...agreed, ...visits([`${saturday}T10:00`, "I"])], 2).disposition).toBe("I");
});

test("takes a finding without a reason for a note on the way, and every other visit for an attempt", () => {
  const findings = [{ kind: "new-dwelling", note: "三单元" }];
  expect(isAttempt({ reason: null, findings })).toBe(false);
  expect(isAttempt({ findings })).toBe(false);
  expect(isAttempt({ reason: "not-found", findings })).toBe(true);
  expect(isAttempt({ reason: null, findings: [] })).toBe(true);
  expect(isAttempt({})).toBe(true);
});

test("refuses a time that it cannot read", () => {
  expect(() => caseStatus(visits(["yesterday", "NC"]), null)).toThrow("2026-06-13T19:30");
});
