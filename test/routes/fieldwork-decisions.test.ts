import type { AppLoadContext } from "@remix-run/node";
import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { action as moveCases, loader as showCases } from "#app/routes/fieldwork.$waveId.cases._index.tsx";
import { action as assign, loader as suggest } from "#app/routes/fieldwork.$waveId.cases.assign.tsx";
import { action as release } from "#app/routes/fieldwork.$waveId.cases.reserve.tsx";
import { action as decide, loader as showRecord } from "#app/routes/fieldwork.$waveId.quarantine.$id.tsx";
import { loader as listRecords } from "#app/routes/fieldwork.$waveId.quarantine._index.tsx";
import { loader as oldAddress } from "#app/routes/waves.$waveId.quarantine.tsx";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { cases, quarantine } from "#db/schema/index.ts";
import { type TinyCity } from "#test/db/tiny-city.ts";
import { bytesOf, visit } from "#test/db/tiny-records.ts";
import { withCity } from "#test/db/with-city.ts";

const here = withCity();
let streetSupervisor: Viewer;
let ownStreet: string;
let otherStreet: string;

beforeAll(async () => {
  ownStreet = await streetOf(here.city.ownHouseholds[0]!.id);
  otherStreet = await streetOf(here.city.otherHouseholds[0]!.id);
  const roles: Viewer["roles"] = [{ role: "supervisor", scope: "street", areaId: ownStreet }];
  streetSupervisor = { ...here.city.supervisor, roles };
});

async function streetOf(id: string) {
  const [row] = await here.db.select().from(cases).where(eq(cases.id, id));
  return row!.streetId;
}

function ask(viewer: Viewer, form?: Record<string, string>, id?: string, query = "") {
  const context = { database: here.db, viewer } as unknown as AppLoadContext;
  const body = form && new URLSearchParams(form);
  const request = new Request(`http://localhost/x${query}`, { method: body ? "POST" : "GET", body });
  return { request, context, params: { waveId: here.city.waveId, ...(id ? { id } : {}) } };
}

/** The status of what was returned or thrown. */
async function statusOf(promise: Promise<unknown>): Promise<number> {
  const result = await promise.catch((thrown: unknown) => thrown);
  if (result instanceof Response) return result.status;
  if (result instanceof Error) throw result;
  return (result as { init?: ResponseInit } | null)?.init?.status ?? 200;
}

/** Two visits in quarantine, one in each street. */
async function quarantineOne(of: TinyCity["cases"][number], sender: Viewer) {
  const fields = visit(here.city, of);
  const input = { kind: "visits" as const, bytes: bytesOf(fields), viewer: sender, language: "en" as const };
  await storeRecord(here.db, { ...input, expectedCityId: here.city.cityId });
  const where = and(eq(quarantine.cityId, here.city.cityId), eq(quarantine.recordId, String(fields.id)));
  const [row] = await here.db.select().from(quarantine).where(where);
  return row!.id;
}

test("a street's supervisor sees and decides the records of that street only", async () => {
  const own = await quarantineOne(here.city.ownHouseholds[0]!, here.city.otherVolunteer);
  const other = await quarantineOne(here.city.otherHouseholds[0]!, here.city.volunteer);
  const listed = await listRecords(ask(streetSupervisor));
  expect(listed.rows.map(({ id }) => id)).toEqual([own]);
  expect((await listRecords(ask(here.city.supervisor))).rows).toHaveLength(2);
  expect(await statusOf(showRecord(ask(streetSupervisor, undefined, other)))).toBe(404);
  const form = { decision: "discard", reason: "twice" };
  expect(await statusOf(decide(ask(streetSupervisor, form, other)))).toBe(404);
  const shown = await showRecord(ask(streetSupervisor, undefined, own));
  expect(shown).toMatchObject({ obstaclesText: "not-your-case", block: null });
  const accept = { decision: "accept", reason: "helped out", obstacles: shown.obstaclesText };
  expect(await statusOf(decide(ask(streetSupervisor, accept, own)))).toBe(303);
  expect(await statusOf(decide(ask(streetSupervisor, accept, own)))).toBe(409);
  const after = await listRecords(ask(here.city.supervisor));
  expect(after.rows.map(({ id, decision }) => [id, decision])).toEqual([
    [other, null],
    [own, "accepted"],
  ]);
});

test("a decision needs a reason of at most 500 characters, and is accept or discard", async () => {
  const id = await quarantineOne(here.city.ownHouseholds[1]!, here.city.otherVolunteer);
  for (const reason of ["", "   ", "x".repeat(501)]) {
    expect(await statusOf(decide(ask(here.city.supervisor, { decision: "discard", reason }, id)))).toBe(400);
  }
  expect(await statusOf(decide(ask(here.city.supervisor, { decision: "maybe", reason: "x" }, id)))).toBe(400);
  expect(await statusOf(decide(ask(here.city.volunteer, { decision: "discard", reason: "x" }, id)))).toBe(
    404,
  );
});

test("cases are shown, moved, suggested and released within the supervisor's street", async () => {
  const shown = await showCases(ask(streetSupervisor));
  expect(shown.rows.every(({ street }) => street.id === ownStreet)).toBe(true);
  expect(shown.total).toBe(here.city.ownHouseholds.length + here.city.ownSessions.length);
  const [foreign] = here.city.otherHouseholds;
  const move = { case: `${foreign!.id} ${here.city.otherVolunteer.userId}`, to: "nobody", intent: "chosen" };
  expect(await statusOf(moveCases(ask(streetSupervisor, move)))).toBe(400);
  expect(await statusOf(moveCases(ask(here.city.supervisor, move)))).toBe(303);
  expect((await suggest(ask(streetSupervisor))).given).toBe(0);
  const { given, fingerprint } = await suggest(ask(here.city.supervisor));
  expect(given).toBe(1);
  expect(await statusOf(assign(ask(streetSupervisor, { fingerprint })))).toBe(409);
  expect(await statusOf(assign(ask(here.city.supervisor, { fingerprint })))).toBe(303);
  const replicate = { street: otherStreet, replicate: "1" };
  expect(await statusOf(release(ask(streetSupervisor, replicate)))).toBe(403);
  expect(await statusOf(release(ask(here.city.supervisor, replicate)))).toBe(409);
});

test("cases are filtered by who has them, how they stand and what they are", async () => {
  const find = async (query: string) =>
    (await showCases(ask(here.city.supervisor, undefined, "", query))).found;
  expect(await find(`?volunteer=${here.city.volunteer.userId}&mode=household`)).toBe(
    here.city.ownHouseholds.length,
  );
  expect(await find("?mode=intercept&state=not-begun")).toBe(10);
  expect(await find("?volunteer=nobody")).toBe(0);
  expect(await find("?state=another-time")).toBe(1);
  expect(await find(`?street=${otherStreet}&state=final+I`)).toBe(0);
});

test("the quarantine's old address leads to the new one", () => {
  const answer = oldAddress(ask(here.city.supervisor));
  expect([answer.status, answer.headers.get("Location")]).toEqual([
    301,
    `/fieldwork/${here.city.waveId}/quarantine`,
  ]);
});
