import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRecord, type ParsedRecordKind } from "#surveys/fieldwork/parse-record.ts";
import { readRecordBody } from "#surveys/fieldwork/read-record-body.ts";
import { DISPOSITIONS } from "#surveys/vocabulary.ts";
import { dispositionOf, isReasonOf, VISIT_REASONS } from "#surveys/fieldwork/visit-reasons.ts";

const ID = "0190c8a2-7b1e-7c3d-9a4f-112233445566";
const KINDS: ParsedRecordKind[] = ["visits", "rosters", "sessions", "counts", "responses"];
const VISIT = {
  ...{ id: ID, cityId: ID, waveId: ID, caseId: ID },
  ...{ disposition: "NC", reason: "not-home", happenedAt: "2026-06-02T02:00:00.123Z" },
};

test("a visit gets its types, and what was left out is null", () => {
  expect(parseRecord("visits", { ...VISIT, id: ID.toUpperCase(), fromTheFuture: 1 }, "en")).toEqual({
    ok: true,
    record: {
      ...VISIT,
      kind: "visits",
      happenedAt: new Date("2026-06-02T02:00:00.123Z"),
      ...{ deviceId: null, sequence: null, appointmentAt: null, note: null, findings: null },
      ...{ corrects: null, correctionReason: null },
    },
  });
});

test("every field that is wrong is named, in both languages", () => {
  const fields = { ...VISIT, caseId: undefined, happenedAt: "noon", note: 7 };
  const english = parseRecord("visits", fields, "en");
  const chinese = parseRecord("visits", fields, "zh-CN");
  if (english.ok || chinese.ok) throw new Error("accepted");
  expect(english.problems.map(({ field, code }) => `${field} ${code}`)).toEqual([
    "caseId missing",
    "happenedAt not-a-time",
    "note not-text",
  ]);
  expect(english.problems[2]!.message).toBe("“note” must be text of at most 2000 characters.");
  expect(chinese.problems[0]!.message).toBe("缺少“caseId”。");
});

test("an intercept response needs its case and session, an online one must name neither", () => {
  const times = { startedAt: "2026-06-02T02:00:00Z", completedAt: "2026-06-02T02:05:00Z" };
  const base = {
    ...VISIT,
    questionnaireVersionId: ID,
    outcome: "complete",
    language: "en",
    answers: {},
    ...times,
  };
  const faults = (changes: object) => {
    const result = parseRecord("responses", { ...base, ...changes }, "en");
    return result.ok ? [] : result.problems.map(({ field, code }) => `${field} ${code}`);
  };
  expect(faults({ mode: "intercept" })).toEqual(["sessionId missing"]);
  expect(faults({ mode: "intercept", sessionId: ID })).toEqual([]);
  expect(faults({ mode: "household", sessionId: ID })).toEqual(["sessionId not-of-this-mode"]);
  expect(faults({ mode: "online" })).toEqual(["caseId not-of-this-mode"]);
});

test("whatever JSON arrives, it is read or refused with fields and sentences, never thrown", () => {
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), fc.dictionary(fc.string(), fc.jsonValue()), (kind, fields) => {
      const result = parseRecord(kind, { ...VISIT, ...fields } as Record<string, unknown>, "zh-CN");
      if (result.ok) return;
      expect(result.problems.length).toBeGreaterThan(0);
      expect(
        result.problems.every(({ message }) => /[\u4e00-\u9fff]/.test(message) && !/\{\{/.test(message)),
      ).toBe(true);
    }),
  );
});

test("a text that a database cannot keep is found wherever it stands", () => {
  const flawOf = (fields: object) => {
    const read = readRecordBody(new TextEncoder().encode(JSON.stringify({ id: ID, ...fields })), "en");
    return read.ok ? (read.body.flaw?.field ?? null) : "refused";
  };
  expect(flawOf({ note: "街\u{1f600}\\u0000" })).toBeNull();
  expect(flawOf({ note: "\0" })).toBe("note");
  expect(flawOf({ paradata: { a: [{ b: "\udc00" }] } })).toBe("paradata.a");
  expect(flawOf({ ["bad\0key"]: 1 })).toBe("body");
});

test("every disposition has its reasons, and a reason belongs to one disposition", () => {
  for (const disposition of DISPOSITIONS) {
    for (const reason of VISIT_REASONS[disposition]) expect(dispositionOf(reason)).toBe(disposition);
  }
  expect(isReasonOf("NC", "not-home")).toBe(true);
  expect(isReasonOf("R", "not-home")).toBe(false);
});
