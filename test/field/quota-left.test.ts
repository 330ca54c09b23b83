import { expect, test } from "vitest";
import { dwelling, exampleWork } from "./example-work.ts";
import type { StoredRecord } from "#app/field/open-store.ts";
import { cellOf, quotaLeft } from "#app/field/quota-left.ts";
import type { FieldWork } from "#app/field/work-types.ts";

const place = { waveId: "wave", streetId: "street" };
const session = (id: string, streetId = "street") => dwelling(id, 1, { mode: "intercept", streetId });

function work(rule: "quota" | "every-kth" = "quota"): FieldWork {
  const base = exampleWork([session("s1"), session("s2"), session("far", "other")]);
  return {
    ...base,
    waves: base.waves.map((wave) => ({ ...wave, interceptRule: rule })),
    quotas: [{ ...place, cells: [{ ageBand: "36-55", sex: "female", reserved: 3 }] }],
  };
}

function interview(change: Record<string, unknown> = {}, state: StoredRecord["state"] = "waiting") {
  const body = {
    ...{ mode: "intercept", caseId: "s1", outcome: "complete", answers: { age: 40, sex: "female" } },
    ...change,
  };
  return { kind: "responses", state, bytes: new TextEncoder().encode(JSON.stringify(body)) } as StoredRecord;
}

test("is what was reserved, less what the server has not heard of", () => {
  const left = (...records: StoredRecord[]) => quotaLeft(work(), place, records)?.["36-55|female"];
  expect(left()).toBe(3);
  expect(left(interview(), interview({ caseId: "s2" }, "sent"))).toBe(1);
  expect(left(...Array.from({ length: 5 }, () => interview()))).toBe(0);
});

test("counts neither other streets, other cells, who was not eligible, nor what went to the supervisor", () => {
  const others = [
    interview({ caseId: "far" }),
    interview({ mode: "household" }),
    interview({ outcome: "ineligible" }),
    interview({ answers: { age: 20, sex: "female" } }),
    interview({ answers: {} }),
    interview({}, "quarantined"),
  ];
  expect(quotaLeft(work(), place, others)?.["36-55|female"]).toBe(3);
});

test("a tablet that was given nothing has full cells; under the k-th rule there are none", () => {
  expect(quotaLeft({ ...work(), quotas: undefined }, place, [])?.["36-55|female"]).toBe(0);
  expect(quotaLeft(work("every-kth"), place, [])).toBeNull();
  expect(quotaLeft(exampleWork([session("s1")]), place, [])).toBeNull();
});

test("a person's cell is known from age and sex only", () => {
  expect(cellOf({ age: 56, sex: "male" })).toBe("56-65|male");
  expect(cellOf({ age: 70, sex: "male" })).toBeNull();
  expect(cellOf({ sex: "male" })).toBeNull();
  expect(cellOf({ age: 30 })).toBeNull();
});
