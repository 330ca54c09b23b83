import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "#db/client.ts";
import { insertRows } from "#db/insert-rows.ts";
import {
  cases,
  drawnUnits,
  records,
  responses,
  responseWeights,
  scoringSheets,
  streets,
  waves,
  weightingRuns,
} from "#db/schema/index.ts";
import { ownShare, type ScoringSheet } from "#surveys/scoring-sheet.ts";
import { AGE_BANDS, type AgeBand, type Mode, SEXES, type Sex } from "#surveys/vocabulary.ts";

/** Where an invented respondent stands in a wave. */
export interface Respondent {
  mode: Mode;
  /** Place of the street by code, from 0. */
  street: number;
  /** Place of the community or session within the street, from 0. */
  psu: number;
  /** Place within the PSU, from 0. */
  place: number;
  /** In [0, 1), the same in every run; another for every `of`. */
  chance: (of: string) => number;
}

/** How an invented wave is answered; what is left out is invented. */
export interface Filling {
  /** False for whom nobody reached. */
  answers?: (who: Respondent) => boolean;
  /** Code of an item: an option's place, −1 don't know; undefined to have it invented. */
  code?: (who: Respondent, item: ScoringSheet["items"][number]) => number | undefined;
  cell?: (who: Respondent) => { ageBand: AgeBand; sex: Sex };
  comment?: (who: Respondent) => string | null;
  /** From 0, all best, to 1, all worst; 0.3 unless given. */
  discontent?: (who: Respondent) => number;
  /** Of every session, and of those online in each street. */
  interviews?: { session: number; online: number };
}

/** Answers a drawn wave: a response with a weight from every selected dwelling, from every session, and online. */
export async function fillWave(
  db: Database,
  { cityId, waveId }: { cityId: string; waveId: string },
  filling: Filling = {},
): Promise<void> {
  const [wave] = await db
    .select({ version: waves.questionnaireVersionId, sheet: scoringSheets.sheet })
    .from(waves)
    .innerJoin(scoringSheets, eq(scoringSheets.id, waves.scoringSheetId))
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)));
  const runId = uuidv7();
  const people = respondents(await readUnits(db, cityId, waveId), filling);
  const rows = people.map(({ unit, who }) => {
    const { sheet, version } = wave!;
    const codes = sheet.items.map((item) => filling.code?.(who, item) ?? invent(who, item, filling));
    const scores = codes.map((code, i) => (code < 0 ? null : sheet.items[i]!.options[code]!.score));
    const { ageBand, sex } = filling.cell?.(who) ?? {
      ageBand: AGE_BANDS[Math.floor(3 * who.chance("age"))]!,
      sex: SEXES[Math.floor(2 * who.chance("sex"))]!,
    };
    const at = new Date(Date.UTC(2026, 5, 2, 1, who.place, who.psu));
    return {
      ...{ cityId, id: uuidv7(), waveId, mode: who.mode, caseId: who.mode === "online" ? null : unit.caseId },
      ...{ questionnaireVersionId: version, outcome: "complete" as const, language: "zh-CN" as const },
      ...{ startedAt: at, completedAt: at, answers: {}, ageYears: 40, ageBand, sex },
      residence: unit.streetCode,
      comment: filling.comment?.(who) ?? null,
      ...{ answerCodes: codes, scores, ownShareSheet: ownShare(sheet, codes, scores, "sheet") },
      ownShareOther: ownShare(sheet, codes, scores, "other"),
    };
  });
  await insertRows(
    db,
    records,
    rows.map(({ id }) => ({
      ...{ cityId, id, waveId, kind: "responses" as const, body: new Uint8Array(1) },
      sha256: createHash("sha256").update(id).digest(),
    })),
  );
  await insertRows(db, responses, rows);
  await db.insert(weightingRuns).values({
    ...{ cityId, id: runId, waveId, kind: "final", inputs: runId, codeVersion: "test", report: {} },
  });
  const weights = rows.map(({ id, mode }, i) => {
    const { unit, who } = people[i]!;
    const online = { stratum: "online", psu: "online", streetId: unit.streetId, weight: 1 };
    const drawn = { stratum: unit.stratum, psu: unit.psu, streetId: unit.streetId };
    const weighted = mode === "online" ? online : { ...drawn, weight: 5 + 5 * who.chance("weight") };
    return { cityId, runId, responseId: id, mode, ...weighted };
  });
  await insertRows(db, responseWeights, weights);
}

interface Unit {
  mode: "household" | "intercept";
  caseId: string;
  streetId: string;
  streetCode: string;
  stratum: string;
  psu: string;
}

async function readUnits(db: Database, cityId: string, waveId: string): Promise<Unit[]> {
  return db
    .select({
      mode: cases.mode,
      caseId: cases.id,
      streetId: cases.streetId,
      streetCode: streets.code,
      stratum: drawnUnits.stratum,
      psu: drawnUnits.psu,
    })
    .from(cases)
    .innerJoin(drawnUnits, and(eq(drawnUnits.cityId, cases.cityId), eq(drawnUnits.id, cases.drawnUnitId)))
    .innerJoin(streets, and(eq(streets.cityId, cases.cityId), eq(streets.id, cases.streetId)))
    .where(and(eq(cases.cityId, cityId), eq(cases.waveId, waveId)))
    .orderBy(streets.code, cases.walkOrder);
}

function respondents(units: readonly Unit[], filling: Filling): { unit: Unit; who: Respondent }[] {
  const { session, online } = filling.interviews ?? { session: 6, online: 2 };
  const codes = [...new Set(units.map(({ streetCode }) => streetCode))];
  const all = codes.flatMap((code, street) => {
    const here = units.filter(({ streetCode }) => streetCode === code);
    return (["household", "intercept", "online"] as const).flatMap((mode) => {
      const own = mode === "online" ? here.slice(0, 1) : here.filter((unit) => unit.mode === mode);
      const psus = [...new Set(own.map(({ psu }) => psu))];
      const each = mode === "household" ? 1 : mode === "online" ? online : session;
      const places = new Map<string, number>();
      return own.flatMap((unit) =>
        Array.from({ length: each }, () => {
          const place = places.get(unit.psu) ?? 0;
          places.set(unit.psu, place + 1);
          const psu = psus.indexOf(unit.psu);
          const chance = (of: string) => chanceOf(`${mode} ${street} ${psu} ${place} ${of}`);
          return { unit, who: { mode, street, psu, place, chance } };
        }),
      );
    });
  });
  return all.filter(({ who }) => filling.answers?.(who) ?? true);
}

function invent(who: Respondent, { id, options }: ScoringSheet["items"][number], filling: Filling): number {
  const discontent = filling.discontent?.(who) ?? 0.3;
  const luck = who.chance(id);
  if (luck > 0.97) return -1;
  const worst = options.map((_, i) => i).sort((a, b) => options[b]!.score - options[a]!.score);
  const step = Math.floor((luck / (1.02 - discontent)) ** 2 * worst.length);
  return worst[Math.min(worst.length - 1, step)]!;
}

/** FNV-1a with a last mixing, for speed. */
function chanceOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
