import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { dwelling, exampleWork } from "./example-work.ts";
import { nextCase, viewCases, type LocalState } from "#app/field/case-view.ts";
import { selectFromRoster } from "#surveys/fieldwork/judge-record.ts";
import type { StoredRecord } from "#app/field/open-store.ts";
import type { RecordKind } from "#app/field/record-bodies.ts";

const now = Date.parse("2026-06-13T03:00:00Z"); // Saturday 11:00 in Shanghai
const nothing: LocalState = { records: [], drafts: [], sessions: [] };
const made = (kind: RecordKind, body: object): StoredRecord => ({
  id: "r",
  ownerId: "volunteer",
  kind,
  bytes: new TextEncoder().encode(JSON.stringify(body)),
  state: "waiting",
  attempts: 0,
  madeAt: 0,
  settledAt: null,
  problem: null,
});
const visit = (caseId: string, disposition: string, change: object = {}) =>
  made("visits", { id: `v-${caseId}`, caseId, disposition, happenedAt: "2026-06-13T02:00:00Z", ...change });

test("cases stand in walking order and a visit made here shows at once", () => {
  const work = exampleWork([dwelling("b", 2), dwelling("a", 1)]);
  const cases = viewCases(work, { ...nothing, records: [visit("b", "NC")] }, now);
  expect(cases.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(cases[1]).toMatchObject({ disposition: "NC", done: false });
  expect(cases[1]!.nextVisit).toEqual({ day: "2026-06-13", part: "evening" });
});

test("a visit that the server already knows is not counted twice", () => {
  const known = {
    id: "v-a",
    disposition: "NC" as const,
    reason: null,
    happenedAt: "2026-06-13T02:00:00Z",
    appointmentAt: null,
  };
  const work = exampleWork([dwelling("a", 1, { visits: [known] })]);
  const [view] = viewCases(work, { ...nothing, records: [visit("a", "NC")] }, now);
  expect(view!.visits).toHaveLength(1);
});

test("refused, not a dwelling and interviewed cases are done", () => {
  const work = exampleWork([dwelling("a", 1), dwelling("b", 2), dwelling("c", 3)]);
  const records = [
    visit("a", "R"),
    visit("b", "NE"),
    made("responses", { caseId: "c", mode: "household", outcome: "complete" }),
  ];
  const cases = viewCases(work, { ...nothing, records }, now);
  expect(cases.map(({ done, disposition }) => [done, disposition])).toEqual([
    [true, "R"],
    [true, "NE"],
    [true, "I"],
  ]);
});

test("a dwelling noted on the way is no attempt at the door where it was noted", () => {
  const findings = [{ kind: "new-dwelling", note: "三单元" }];
  const work = exampleWork([dwelling("a", 1)]);
  const noted = { ...nothing, records: [visit("a", "UH", { findings })] };
  const [untried] = viewCases(work, noted, now);
  expect(untried).toMatchObject({ disposition: null, done: false, visits: [], nextVisit: null });
  expect(nextCase([untried!], "2026-06-13", now, "Asia/Shanghai")?.id).toBe("a");
  const tried = { ...noted, records: [...noted.records, visit("a", "NC", { id: "v2" })] };
  expect(viewCases(work, tried, now)[0]!.visits).toHaveLength(1);
});

test("three visits at different times are enough", () => {
  const at = (id: string, happenedAt: string) =>
    made("visits", { id, caseId: "a", disposition: "NC", happenedAt });
  const records = [
    at("1", "2026-06-11T02:00:00Z"),
    at("2", "2026-06-12T12:00:00Z"),
    at("3", "2026-06-13T02:00:00Z"),
  ];
  const [view] = viewCases(exampleWork([dwelling("a", 1)]), { ...nothing, records }, now);
  expect(view).toMatchObject({ done: true, disposition: "NC", nextVisit: null });
});

test("a door that nobody opened in the morning is next again when its evening has come", () => {
  const work = exampleWork([dwelling("a", 1), dwelling("b", 2)]);
  const local = { ...nothing, records: [visit("a", "NC")] };
  const next = (at: string) =>
    nextCase(viewCases(work, local, Date.parse(at)), "2026-06-13", Date.parse(at), "Asia/Shanghai")?.id;
  expect(next("2026-06-13T06:00:00Z")).toBe("b");
  expect(next("2026-06-13T10:30:00Z")).toBe("a");
});

test("when every door was tried, next is what comes first by its hour, and never that all is done", () => {
  const later = { mode: "intercept", plannedOn: "2026-06-17", slot: { startsAt: "17:30", endsAt: "19:30" } };
  const work = exampleWork([dwelling("a", 1), dwelling("b", 2), dwelling("s", 3, later as object)]);
  const next = (records: StoredRecord[]) =>
    nextCase(viewCases(work, { ...nothing, records }, now), "2026-06-13", now, "Asia/Shanghai")?.id;
  const appointment = { reason: "appointment", appointmentAt: "2026-06-14T10:00:00Z" };
  expect(next([visit("a", "NC"), visit("b", "O", appointment)])).toBe("a");
  expect(next([visit("a", "R"), visit("b", "O", appointment)])).toBe("b");
  expect(next([visit("a", "R"), visit("b", "R")])).toBe("s");
});

test("a list of residents alone is no result", () => {
  const listed = (age: number) =>
    made("rosters", {
      ...{ id: "r", caseId: "a", selected: age > 65 ? null : 0 },
      members: [{ age, sex: "male", residentHalfYear: true }],
    });
  const view = (age: number) =>
    viewCases(exampleWork([dwelling("a", 1)]), { ...nothing, records: [listed(age)] }, now)[0]!;
  expect(view(44)).toMatchObject({ disposition: null, done: false });
  expect(view(71)).toMatchObject({ disposition: "NE", done: true });
});

test("next is the appointment that is due, else the first door not tried today, else the session", () => {
  const session = dwelling("s", 9, { mode: "intercept" });
  const work = exampleWork([dwelling("a", 1), dwelling("b", 2), session]);
  const next = (records: StoredRecord[]) =>
    nextCase(viewCases(work, { ...nothing, records }, now), "2026-06-13", now, "Asia/Shanghai")?.id;
  expect(next([])).toBe("a");
  expect(next([visit("a", "NC")])).toBe("b");
  expect(next([visit("b", "NC", { appointmentAt: "2026-06-13T03:30:00Z" })])).toBe("b");
  expect(next([visit("b", "NC", { appointmentAt: "2026-06-13T10:00:00Z" }), visit("a", "R")])).toBe("s");
});

test("the device names an eligible resident, always the same one, and nobody where nobody is eligible", () => {
  const members = [
    { age: 71, sex: "male" as const, residentHalfYear: true },
    { age: 43, sex: "female" as const, residentHalfYear: true },
    { age: 20, sex: "male" as const, residentHalfYear: false },
    { age: 19, sex: "male" as const, residentHalfYear: true },
  ];
  const chosen = selectFromRoster(members, "seed").selected;
  expect([1, 3]).toContain(chosen);
  expect(selectFromRoster(members, "seed").selected).toBe(chosen);
  expect(selectFromRoster(members.slice(0, 1), "seed").selected).toBeNull();
});

test("an interview that was sent back is to be held again, until this device holds a newer one", () => {
  const sentBack = { responseId: "old", reason: "Too short", at: "2026-06-13T02:30:00Z" };
  const work = exampleWork([dwelling("a", 1, { sentBack })]);
  const response = (id: string, completedAt: string) =>
    made("responses", { id, caseId: "a", mode: "household", outcome: "complete", completedAt });
  const old = response("old", "2026-06-13T01:00:00Z");
  const view = (records: StoredRecord[]) => viewCases(work, { ...nothing, records }, now)[0]!;
  expect(view([])).toMatchObject({ done: false, responseOutcome: null, sentBack });
  expect(view([old])).toMatchObject({ done: false, responseOutcome: null, sentBack });
  const fresh = response("new", "2026-06-13T02:50:00Z");
  expect(view([old, fresh])).toMatchObject({ done: true, responseOutcome: "complete", sentBack: null });
  expect(view([fresh])).toMatchObject({ done: true, sentBack: null });
});
