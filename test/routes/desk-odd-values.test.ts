import { beforeAll, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { setWaveStatus } from "#test/db/tiny-city.ts";
import { withDatabase } from "#test/db/with-city.ts";
import { type Answered, answerTo, type Asked, asked, type FormFields } from "./ask-route.ts";
import { type BusyCity, makeBusyCity } from "./busy-city.ts";
import { ACTIONS, type DeskRoute, LOADERS } from "./desk-routes.ts";

const here = withDatabase();
let city: BusyCity;

beforeAll(async () => {
  city = await makeBusyCity(here.db);
});

const UNDONE = Symbol("undone");

/** What a route answers; what it wrote is undone. */
async function tried(each: DeskRoute, asking: Partial<Asked>, prepare?: (tx: Database) => Promise<void>) {
  let answered: Answered | undefined;
  const all = here.db.transaction(async (tx) => {
    await prepare?.(tx);
    const params = each.params(city, city.own);
    answered = await answerTo(() =>
      each.handler(asked(tx, { viewer: city.administrator, params, ...asking })),
    );
    throw UNDONE;
  });
  await all.catch((thrown: unknown) => {
    if (thrown !== UNDONE) throw thrown;
  });
  return answered!;
}

const LONG = "x".repeat(100_000);
const ODD: [name: string, value: string | string[]][] = [
  ["nothing", []],
  ["two values", ["1", "2"]],
  ["100 kB", LONG],
  ["a NUL", "a\0b"],
  ["half a character after a cut at 500", "x".repeat(499) + "😀😀"],
  ["a number without bounds", "1e309"],
  ["a number over the database's", "9999999999"],
  ["no id", "-".repeat(36)],
  ["an unknown id", "00000000-0000-4000-8000-000000000000"],
  ["a day before all calendars", "0000-01-01"],
  ["a name of every object's", "__proto__"],
];

/** Other fields that the forms have, with what is sent beside the one that is odd. */
const MORE: Record<string, FormFields[]> = {
  cases: [
    { to: "spread", intent: "chosen" },
    { allOf: "x", intent: "whole", to: "nobody" },
  ],
  assign: [{ dwellings: "1", sessions: "1" }],
  interview: [{ flags: "fast", after: "" }],
  "back-checks": [{ ageBand: "18-35", sex: "female", q01: "x" }],
  quotas: [
    { intent: "choose", rule: "quota" },
    { intent: "default", streetId: "x" },
  ],
  quarantined: [{ decision: "accept", obstacles: "not-your-case" }],
  "new-wave": [{ online: "on", slug: "address" }],
  design: [
    {
      intent: "save",
      margin: "1",
      goal: "margin",
      rule: "equal",
      lambda: "0.5",
      keep: "",
      interceptRule: "quota",
    },
    { intent: "draw", seed: "1", seen: "x" },
    { intent: "discard", reason: "why" },
    {
      intent: "details",
      nameZh: "名",
      nameEn: "Name",
      code: "w9",
      slug: "x",
      startsOn: "2026-07-01",
      targetShare: "",
    },
  ],
};

/** Where an intent can do something. */
const STATUS: Record<string, Record<string, "draft" | "drawn">> = {
  design: { save: "draft", draw: "draft", discard: "drawn", details: "draft" },
  quotas: { choose: "draft" },
};

test.each(ACTIONS.map((each) => [each.name, each] as const))(
  "POST %s is never broken by what stands in a field",
  async (name, each) => {
    const usual = each.form!(city, city.own);
    for (const more of [{}, ...(MORE[name] ?? [])]) {
      const form = { ...usual, ...more };
      for (const field of Object.keys(form)) {
        for (const [what, value] of ODD) {
          const { status, text } = await tried(each, { form: { ...form, [field]: value } }, (tx) =>
            setWaveStatus(tx, city.cityId, city.waveId, STATUS[name]?.[String(form.intent)] ?? "open"),
          );
          const told = status >= 500 ? `${field}, ${what}: ${text.slice(0, 400)}` : "";
          expect(told).toBe("");
        }
      }
    }
  },
  60_000,
);

test.each(ACTIONS.map((each) => [each.name, each] as const))(
  "POST %s refuses what is no form",
  async (_, each) => {
    const bodies: [string, BodyInit][] = [
      ["application/json", "{}"],
      ["text/plain", "decision=accept"],
      ["multipart/form-data; boundary=x", "--y"],
      ["multipart/form-data", "--y"],
      ["", ""],
    ];
    for (const [type, body] of bodies) {
      const { status } = await tried(each, { body, headers: { "Content-Type": type } });
      expect([type, status]).toEqual([type, 400]);
    }
    const files = new FormData();
    for (const field of Object.keys(each.form!(city, city.own)))
      files.append(field, new File(["x"], "x.txt"));
    expect((await tried(each, { body: files })).status).toBeLessThan(500);
  },
);

const QUERIES = ["", "-1", "1e9", "1e309", "abc", "%00"];
/** What the pages look for in their addresses. */
const PARAMETERS: Record<string, string[]> = {
  overview: ["street"],
  cases: ["page", "street", "mode", "volunteer", "state", "case", "n-moved"],
  assign: ["dwellings", "sessions", "done"],
  interviews: ["page", "show", "flag", "in", "by"],
  "back-checks": ["call"],
  quarantine: ["page", "reason"],
  frame: ["district"],
  design: ["step", "margin", "lambda", "keep"],
};

const rowsOf = (text: string) => (JSON.parse(text) as { rows: unknown[] }).rows.length;

test.each(LOADERS.filter(({ name }) => name in PARAMETERS).map((each) => [each.name, each] as const))(
  "GET %s takes what it does not know for the usual",
  async (name, each) => {
    const usual = await tried(each, {});
    for (const parameter of PARAMETERS[name]!) {
      for (const value of QUERIES) {
        const { status, text } = await tried(each, { query: `?${parameter}=${value}&${parameter}=again` });
        expect([parameter, value, status, status === 200 ? "" : text]).toEqual([parameter, value, 200, ""]);
        if (parameter === "page") expect(rowsOf(text)).toBe(rowsOf(usual.text));
      }
    }
  },
);
