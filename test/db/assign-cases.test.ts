import { and, eq, isNull } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { assignAsSuggested, readSuggestion } from "#db/queries/assign-cases.ts";
import { readCaseStandings } from "#db/queries/read-case-standings.ts";
import { type CaseAsShown, reassignCases, type Reassignment } from "#db/queries/reassign-cases.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { assignments, auditLog, streets, userRoles, users } from "#db/schema/index.ts";
import { DAY_LOAD } from "#surveys/fieldwork/suggest-assignments.ts";
import { makeTinyCity, type TinyCity } from "./tiny-city.ts";
import { bytesOf, householdResponse, visit } from "./tiny-records.ts";
import { withDatabase } from "./with-city.ts";

const here = withDatabase();
let city: TinyCity;

beforeEach(async () => {
  city = await makeTinyCity(here.db);
});

const NOW = new Date("2026-06-05T04:00:00Z");

async function addVolunteer(name: string, scope: "city" | "district" | "street", areaId: string | null) {
  const { cityId } = city;
  const id = uuidv7();
  await here.db.insert(users).values({ cityId, id, login: name, name, passwordHash: "none" });
  await here.db
    .insert(userRoles)
    .values({ cityId, id: uuidv7(), userId: id, role: "volunteer", scope, areaId });
  return id;
}

function reassign(changes: Pick<Reassignment, "which" | "to"> & Partial<Reassignment>) {
  const wish = { waveId: city.waveId, streets: "all" as const, by: city.supervisor.userId, now: NOW };
  return reassignCases(here.db, city.cityId, { ...wish, ...changes });
}

const present = (caseId: string) =>
  here.db
    .select()
    .from(assignments)
    .where(
      and(eq(assignments.cityId, city.cityId), eq(assignments.caseId, caseId), isNull(assignments.endedAt)),
    );
const holderOf = async (caseId: string) => (await present(caseId)).map(({ userId }) => userId);
const asShown = (caseId: string, userId: string | null): CaseAsShown => ({ caseId, userId });

async function streetIdOf(code: string) {
  const where = and(eq(streets.cityId, city.cityId), eq(streets.code, code));
  const [street] = await here.db.select({ id: streets.id }).from(streets).where(where);
  return street!.id;
}

function interview(of: TinyCity["cases"][number]) {
  const bytes = bytesOf(householdResponse(city, of));
  const { volunteer: viewer, cityId } = city;
  const input = {
    kind: "responses" as const,
    bytes,
    viewer,
    expectedCityId: cityId,
    language: "en" as const,
  };
  return storeRecord(here.db, input);
}

test("chosen cases move, the old assignment ends then, and the trace says from whom to whom", async () => {
  const helper = await addVolunteer("v3", "city", null);
  const [first, second] = city.ownHouseholds;
  const shown = [first!, second!].map(({ id }) => asShown(id, city.volunteer.userId));
  const result = await reassign({ which: { cases: shown }, to: { userId: helper } });
  expect(result).toEqual({ status: "done", moved: 2, finished: 0, changed: 0, nobody: 0 });
  expect(await holderOf(first!.id)).toEqual([helper]);
  const all = await here.db.select().from(assignments).where(eq(assignments.caseId, first!.id));
  expect(all.find(({ userId }) => userId === city.volunteer.userId)).toMatchObject({ endedAt: NOW });
  const audit = await here.db.select().from(auditLog).where(eq(auditLog.cityId, city.cityId));
  const entry = audit.find(({ action }) => action === "reassign-cases");
  expect(entry).toMatchObject({ userId: city.supervisor.userId, details: { moved: 2, to: helper } });
  expect(entry!.details.moves).toContainEqual([first!.id, city.volunteer.userId, helper]);
});

test("a finished case stays, a case that changed hands meanwhile is left alone", async () => {
  const helper = await addVolunteer("v3", "city", null);
  const [done, gone, open] = city.ownHouseholds;
  await interview(done!);
  const shown = [done!, gone!, open!].map(({ id }) => asShown(id, city.volunteer.userId));
  await reassign({ which: { cases: [shown[1]!] }, to: null });
  expect(await holderOf(gone!.id)).toEqual([]);
  const result = await reassign({ which: { cases: shown }, to: { userId: helper } });
  expect(result).toEqual({ status: "done", moved: 1, finished: 1, changed: 1, nobody: 0 });
  expect(await holderOf(done!.id)).toEqual([city.volunteer.userId]);
  expect(await holderOf(gone!.id)).toEqual([]);
  expect(await holderOf(open!.id)).toEqual([helper]);
});

test("all open cases of somebody ill go to one other, or evenly to those who may work there", async () => {
  const [a, b] = [await addVolunteer("v3", "city", null), await addVolunteer("v4", "city", null)];
  await interview(city.ownHouseholds[0]!);
  const own = city.cases.filter(({ assignedTo }) => assignedTo === city.volunteer.userId).length;
  const spread = await reassign({ which: { allOf: city.volunteer.userId }, to: "spread" });
  expect(spread).toMatchObject({ status: "done", moved: own - 1, nobody: 0 });
  const standings = await readCaseStandings(here.db, city.cityId, city.waveId);
  const has = (userId: string) =>
    standings.filter((each) => each.userId === userId && each.mode === "household").length;
  expect(Math.abs(has(a) - has(b))).toBeLessThanOrEqual(1);
  expect(has(a) + has(b)).toBe(city.ownHouseholds.length - 1);
  const back = await reassign({ which: { allOf: a }, to: { userId: b } });
  expect(back).toMatchObject({ status: "done", finished: 0 });
  expect(await reassign({ which: { allOf: a }, to: "spread" })).toEqual({ status: "nothing-chosen" });
});

test("spreading leaves a case with its holder where nobody else may work", async () => {
  const [own] = city.ownHouseholds;
  const result = await reassign({
    which: { cases: [asShown(own!.id, city.volunteer.userId)] },
    to: "spread",
  });
  expect(result).toEqual({ status: "done", moved: 0, finished: 0, changed: 0, nobody: 1 });
  expect(await holderOf(own!.id)).toEqual([city.volunteer.userId]);
});

test("a disabled volunteer or one without rights in the street cannot be chosen; nothing moves", async () => {
  const [own] = city.ownHouseholds;
  const which = { cases: [asShown(own!.id, city.volunteer.userId)] };
  const elsewhere = { userId: city.otherVolunteer.userId };
  expect(await reassign({ which, to: elsewhere })).toEqual({
    status: "refused",
    why: "no-rights",
    name: "v2",
  });
  const analyst = { userId: city.analyst.userId };
  expect(await reassign({ which, to: analyst })).toMatchObject({ why: "no-rights", name: "analyst" });
  const gone = await addVolunteer("v3", "city", null);
  await here.db.update(users).set({ disabledAt: NOW }).where(eq(users.id, gone));
  expect(await reassign({ which, to: { userId: gone } })).toMatchObject({ why: "disabled", name: "v3" });
  expect(await holderOf(own!.id)).toEqual([city.volunteer.userId]);
});

test("who works in one street moves the cases of that street only", async () => {
  const helper = await addVolunteer("v3", "city", null);
  const [other] = city.otherHouseholds;
  const which = { cases: [asShown(other!.id, city.otherVolunteer.userId)] };
  const scope = [await streetIdOf("s1")];
  expect(await reassign({ which, to: { userId: helper }, streets: scope })).toEqual({
    status: "nothing-chosen",
  });
});

test("of ten supervisors who move a case at once one does; it always has one holder", async () => {
  const helpers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => addVolunteer(`h${i}`, "city", null)),
  );
  const [own] = city.ownHouseholds;
  const which = { cases: [asShown(own!.id, city.volunteer.userId)] };
  const results = await Promise.all(helpers.map((userId) => reassign({ which, to: { userId } })));
  expect(results.filter((each) => each.status === "done" && each.moved === 1)).toHaveLength(1);
  expect(results.filter((each) => each.status === "done" && each.changed === 1)).toHaveLength(9);
  expect(await present(own!.id)).toHaveLength(1);
});

test("a visit that arrives while its case moves is stored or kept, and the case has one holder", async () => {
  const helper = await addVolunteer("v3", "city", null);
  const own = city.ownHouseholds[1]!;
  const fields = visit(city, own, { happenedAt: "2026-06-04T04:00:00Z" });
  const input = { kind: "visits" as const, bytes: bytesOf(fields), viewer: city.volunteer };
  const [stored] = await Promise.all([
    storeRecord(here.db, { ...input, expectedCityId: city.cityId, language: "en" }),
    reassign({ which: { cases: [asShown(own.id, city.volunteer.userId)] }, to: { userId: helper } }),
  ]);
  expect(stored.status).toBe("stored");
  expect(await holderOf(own.id)).toEqual([helper]);
});

test("a suggestion changes nothing; confirmed, exactly it is done; if anything changed, nothing is", async () => {
  const { cityId, waveId } = city;
  await reassign({ which: { allOf: city.volunteer.userId }, to: null });
  const wish = { waveId, streets: "all" as const, most: DAY_LOAD };
  const shown = await readSuggestion(here.db, cityId, wish);
  expect(shown.given.length + shown.left.length).toBe(
    city.cases.filter(({ assignedTo }) => assignedTo === city.volunteer.userId).length,
  );
  expect(await holderOf(city.ownHouseholds[0]!.id)).toEqual([]);
  const confirm = (fingerprint: string) =>
    assignAsSuggested(here.db, cityId, { ...wish, fingerprint, assignedBy: null, now: NOW });
  await addVolunteer("v3", "street", await streetIdOf("s1"));
  expect(await confirm(shown.fingerprint)).toBe("changed");
  expect(await holderOf(city.ownHouseholds[0]!.id)).toEqual([]);
  const again = await readSuggestion(here.db, cityId, wish);
  const twice = await Promise.all([confirm(again.fingerprint), confirm(again.fingerprint)]);
  expect(twice.filter((each) => each !== "changed")).toEqual([
    { assigned: again.given.length, left: again.left.length },
  ]);
  for (const { caseId, userId } of again.given) expect(await holderOf(caseId)).toEqual([userId]);
});
