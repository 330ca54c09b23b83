import { randomUUID } from "node:crypto";
import { and, desc, eq, isNull } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { action as addOrReceive } from "#app/routes/frame._index.tsx";
import { loader as overview } from "#app/routes/fieldwork.$waveId._index.tsx";
import { loader as listed } from "#app/routes/fieldwork.$waveId.quarantine._index.tsx";
import { loader as fieldWork } from "#app/routes/api.field.work.ts";
import { assignments, auditLog, frameUploads, quarantine } from "#db/schema/index.ts";
import { makeTinyCity, setWaveStatus } from "#test/db/tiny-city.ts";
import { withDatabase } from "#test/db/with-city.ts";
import { answerTo, asked, type FormFields } from "./ask-route.ts";
import { type BusyCity, makeBusyCity } from "./busy-city.ts";
import { ACTIONS } from "./desk-routes.ts";

const here = withDatabase();
let city: BusyCity;

beforeAll(async () => {
  await makeTinyCity(here.db);
});

beforeEach(async () => {
  city = await makeBusyCity(here.db);
});

const actionOf = (name: string) => ACTIONS.find((each) => each.name === name)!;

function post(name: string, form?: FormFields) {
  const { handler, params, form: usual } = actionOf(name);
  return answerTo(() =>
    handler(
      asked(here.db, {
        ...{ viewer: city.administrator, params: params(city, city.own) },
        form: form ?? usual!(city, city.own),
      }),
    ),
  );
}

const logged = () =>
  here.db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.cityId, city.cityId), eq(auditLog.userId, city.administrator.userId)))
    .orderBy(desc(auditLog.id));
const present = () =>
  here.db
    .select()
    .from(assignments)
    .where(and(eq(assignments.cityId, city.cityId), isNull(assignments.endedAt)));

test.each([
  ["cases", "reassign-cases", "wave", "open"],
  ["interview", "accept-interview", "response", "open"],
  ["quarantined", "discard-quarantined", "quarantine", "open"],
  ["quotas", "set-quota-cells", "wave", "open"],
  ["frame", "add-district", "district", "open"],
  ["upload", "give-up-list", "upload", "open"],
  ["new-wave", "add-wave", "wave", "open"],
  ["design", "change-draft-wave", "wave", "draft"],
] as const)("POST %s once writes %s about a %s", async (name, action, subjectKind, status) => {
  await setWaveStatus(here.db, city.cityId, city.waveId, status);
  expect((await post(name)).status).toBe(303);
  const rows = await logged();
  expect(rows).toMatchObject([{ action, subjectKind }]);
  expect(rows[0]!.details).not.toEqual({});
});

test.each(["cases", "interview", "quarantined", "frame", "upload", "new-wave"])(
  "POST %s by five at once happens once, and the others are told",
  async (name) => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => post(name)));
    const statuses = answers.map(({ status }) => status).sort();
    // Whose cases have moved meanwhile is told so on the page that follows.
    const later = name === "cases" ? 303 : name === "frame" || name === "new-wave" ? 400 : 409;
    expect(statuses).toEqual([303, later, later, later, later].sort());
    expect(await logged()).toHaveLength(1);
  },
);

test("cases of another wave or city, unknown ones and 5,000 at once move nothing that is not the wave's", async () => {
  const foreign = await makeBusyCity(here.db);
  const theirs = foreign.ownHouseholds.map(({ id, assignedTo }) => `${id} ${assignedTo}`);
  const before = await present();
  const none = await post("cases", { intent: "chosen", to: "nobody", case: theirs });
  expect(none.status).toBe(400);
  expect(await present()).toEqual(before);
  const open = city.ownHouseholds.slice(2).map(({ id, assignedTo }) => `${id} ${assignedTo}`);
  const many = [...Array.from({ length: 5000 }, () => `${randomUUID()} `), ...open, ...open];
  const moved = await post("cases", { intent: "chosen", to: "nobody", case: many });
  expect(moved.location).toContain(`n-moved=${open.length}`);
  expect(await logged()).toMatchObject([{ details: { moved: open.length } }]);
});

test.each(["closed", "published"] as const)("no case of a %s wave changes hands", async (status) => {
  await setWaveStatus(here.db, city.cityId, city.waveId, status);
  const before = await present();
  expect(await post("cases")).toMatchObject({ status: 409 });
  expect(await post("assign")).toMatchObject({ status: 409 });
  expect(await present()).toEqual(before);
  expect(await logged()).toEqual([]);
});

test("a record in quarantine that is no UTF-8 breaks no page", async () => {
  const [row] = await here.db.select().from(quarantine).where(eq(quarantine.id, city.own.quarantineId));
  const body = Buffer.concat([Buffer.from([0xff, 0x00]), Buffer.from(row!.body)]);
  const values = { ...row!, id: randomUUID(), recordId: randomUUID(), body };
  await here.db.insert(quarantine).values(values);
  const asking = () => asked(here.db, { viewer: city.administrator, params: { waveId: city.waveId } });
  expect((await overview(asking())).overview.overall.quarantine).toBe(3);
  expect((await listed(asking())).rows).toHaveLength(3);
});

test.each([
  ['C:\\名册\\..\\社区 "1".csv', '社区 "1".csv'],
  ["../../etc/pass\u202Ewd\r\nX: y.csv", "passwdX: y.csv"],
  ["x".repeat(300), "x".repeat(120)],
])("an uploaded file called %j is known as %j, and who brought it is logged", async (name, known) => {
  const form = new FormData();
  form.set("kind", "communities");
  form.set("district", city.districtId);
  // What it is decides, not what it is called or said to be.
  form.set("file", new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1])], name, { type: "text/csv" }));
  const { status, location } = await answerTo(() =>
    addOrReceive(asked(here.db, { viewer: city.administrator, body: form })),
  );
  expect(status).toBe(303);
  const id = location!.split("/").at(-1)!;
  const [upload] = await here.db.select().from(frameUploads).where(eq(frameUploads.id, id));
  expect(upload).toMatchObject({ fileName: known, report: { problems: [{ code: "not-a-list" }] } });
  expect(await logged()).toMatchObject([
    { action: "upload-list", subjectId: id, details: { fileName: known, kind: "communities" } },
  ]);
});

test.each(["", "x", "%00", "9".repeat(5000), "00000000-0000-0000-0000-000000000000&device=x"])(
  "the tablet's work comes with whatever device is named: %.60s",
  async (device) => {
    const asking = asked(here.db, { viewer: city.volunteer, query: `?device=${device}` });
    expect((await answerTo(() => fieldWork(asking))).status).toBe(200);
  },
);
