import { randomUUID } from "node:crypto";
import { count } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "#db/queries/find-viewer.ts";
import {
  assignments,
  auditLog,
  backChecks,
  districts,
  quotaCells,
  reviews,
  waves,
} from "#db/schema/index.ts";
import { setWaveStatus } from "#test/db/tiny-city.ts";
import { withDatabase } from "#test/db/with-city.ts";
import { answerTo, asked } from "./ask-route.ts";
import { addPerson, type BusyCity, makeBusyCity } from "./busy-city.ts";
import { ACTIONS, type DeskRoute, LOADERS } from "./desk-routes.ts";

const here = withDatabase();
let city: BusyCity;
let foreign: BusyCity;
let ofOwnStreet: Viewer;
let ofNoStreet: Viewer;

beforeAll(async () => {
  city = await makeBusyCity(here.db);
  foreign = await makeBusyCity(here.db);
  ofOwnStreet = await addPerson(here.db, city, "supervisor", "street", city.own.streetId);
  ofNoStreet = await addPerson(here.db, city, "supervisor", "district", randomUUID());
});

const ask = (each: DeskRoute, viewer: Viewer | null, street = city.own, changes: object = {}) =>
  answerTo(() =>
    each.handler(
      asked(here.db, {
        viewer,
        params: each.params(city, street),
        ...(each.form ? { form: each.form(city, street) } : {}),
        ...changes,
      }),
    ),
  );

const WRITTEN = [assignments, auditLog, backChecks, districts, quotaCells, reviews, waves];
const written = () =>
  Promise.all(WRITTEN.map(async (table) => (await here.db.select({ n: count() }).from(table))[0]!.n));

const ALL = [
  ...LOADERS.map((each) => [`GET ${each.name}`, each] as const),
  ...ACTIONS.map((each) => [`POST ${each.name}`, each] as const),
];

test.each(ALL)(
  "%s refuses who is not signed in, or has no role there, and writes nothing",
  async (_, each) => {
    const before = await written();
    expect((await ask(each, null)).status).toBe(401);
    const strangers = [city.volunteer, city.analyst, ofNoStreet];
    if (each.administers) strangers.push(city.supervisor, ofOwnStreet);
    for (const viewer of strangers) {
      const { status, text } = await ask(each, viewer);
      expect([403, 404]).toContain(status);
      expect(text).toBe("");
    }
    expect(await written()).toEqual(before);
  },
);

test.each(ALL.filter(([, { params }]) => params.length > 0))(
  "%s knows no other city's ids, and none that are none",
  async (_, each) => {
    const before = await written();
    const viewer = foreign.administrator;
    expect((await ask(each, viewer)).status).toBe(404);
    const given = each.params(city, city.own);
    for (const name of Object.keys(given)) {
      for (const id of ["x", "%00", "' or 1=1", randomUUID(), "-".repeat(36), "9".repeat(5000)]) {
        const { status } = await ask(each, city.administrator, city.own, {
          params: { ...given, [name]: id },
        });
        expect([name, id.slice(0, 40), status]).toEqual([name, id.slice(0, 40), 404]);
      }
    }
    expect(await written()).toEqual(before);
  },
);

test.each(ACTIONS.filter(({ administers }) => !administers).map((each) => [each.name, each] as const))(
  "POST %s does nothing in a street that the supervisor has not",
  async (_, each) => {
    const before = await written();
    const { status } = await ask(each, ofOwnStreet, city.other);
    expect([400, 403, 404, 409]).toContain(status);
    expect(await written()).toEqual(before);
  },
);

test.each(LOADERS.filter(({ administers }) => !administers).map((each) => [each.name, each] as const))(
  "GET %s shows a street's supervisor nothing of another street",
  async (name, each) => {
    const { status, text } = await ask(each, ofOwnStreet);
    expect(status).toBe(200);
    const { other, otherVolunteer, otherHouseholds } = city;
    const secrets = [other.responseId, other.quarantineId, ...otherHouseholds.map(({ id }) => id)];
    for (const id of secrets) expect(text).not.toContain(id);
    expect(text).not.toMatch(/s2 \d号/);
    // Who sent a record is told with it.
    if (!name.startsWith("quarantine")) {
      expect(text).not.toContain(otherVolunteer.userId);
      expect(text).not.toContain(`"${otherVolunteer.name}"`);
    }
    if (name === "room") expect(JSON.parse(text)).toMatchObject({ quarantined: 1 });
    if (["interview", "quarantined"].includes(name))
      expect((await ask(each, ofOwnStreet, other)).status).toBe(404);
  },
);

test.each(["draft", "drawn", "open", "closed", "published"] as const)(
  "every page of a wave opens, and every form is answered, when the wave is %s",
  async (status) => {
    for (const [name, each] of ALL.filter(([, { params }]) => params(city, city.own).waveId)) {
      await setWaveStatus(here.db, city.cityId, city.waveId, status);
      const { status: given, text } = await ask(each, city.administrator);
      expect([name, given, given === 500 ? text : ""]).toEqual([
        name,
        expect.toSatisfy((code: number) => code < 500),
        "",
      ]);
      if (name.startsWith("GET") && name !== "GET drawn-units") expect([name, given]).toEqual([name, 200]);
    }
    await setWaveStatus(here.db, city.cityId, city.waveId, "open");
  },
);
