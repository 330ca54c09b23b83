import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "#db/client.ts";
import { hashPassword } from "#db/passwords.ts";
import { createUser } from "#db/queries/create-user.ts";
import { importDistrict, type StreetImport } from "#db/queries/import-district.ts";
import { cities, questionnaires, questionnaireVersions, scoringSheets } from "#db/schema/index.ts";
import definition from "#surveys/questionnaires/civility-2026.json" with { type: "json" };
import json from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { checkScoringSheet, type ScoringSheet } from "#surveys/scoring-sheet.ts";
import { AGE_BANDS, SEXES } from "#surveys/vocabulary.ts";

export const PASSWORD = "a-long-password";
const STREETS = 24;
/** Items beside those of the questionnaire that comes with the program. */
const MORE = 6;

export interface DeskCity {
  cityId: string;
  code: string;
  districtId: string;
  streets: { id: string; code: string; name: { zh: string; en: string } }[];
  versionId: string;
  sheetId: string;
  sheet: ScoringSheet;
  totals: { street: Record<string, number>; ageSex: Record<string, number> };
}

/** A city of 24 streets with a questionnaire of 30 items and an analyst. */
export async function makeDeskCity(db: Database): Promise<DeskCity> {
  const cityId = uuidv7();
  const code = `desk-${cityId}`;
  await db.insert(cities).values({ id: cityId, code, nameZh: "测速市", nameEn: "Bench City" });
  const codes = Array.from({ length: STREETS }, (_, k) => `s${String(k + 1).padStart(2, "0")}`);
  const { districtId, streetIds } = await importDistrict(db, cityId, {
    ...{ code: "d", nameZh: "测速区", nameEn: "Bench District", asOf: "2026-01-01" },
    streets: codes.map(street),
    slots: SLOTS.map((hour) => ({
      ...{ code: hour, nameZh: `${hour}点`, nameEn: `${hour} o'clock`, dayType: "weekday" as const },
      ...{ startsAt: `${hour}:00`, endsAt: `${hour}:59` },
    })),
  });
  await createUser(db, cityId, {
    ...{ login: "analyst", name: "Bench", passwordHash: await hashPassword(PASSWORD) },
    roles: [
      { role: "analyst", scope: "city", areaId: null },
      { role: "administrator", scope: "city", areaId: null },
    ],
  });
  const each = PERSONS * AGE_BANDS.length * SEXES.length;
  const cells = AGE_BANDS.flatMap((age) => SEXES.map((sex) => [`${age}|${sex}`, PERSONS * STREETS] as const));
  return {
    ...{ cityId, code, districtId },
    streets: codes.map((each) => ({ id: streetIds.get(each)!, code: each, name: nameOf(each) })),
    ...(await questionnaire(db)),
    totals: {
      street: Object.fromEntries(codes.map((of) => [streetIds.get(of)!, each])),
      ageSex: Object.fromEntries(cells),
    },
  };
}

const SLOTS = ["08", "12", "17"];
const PERSONS = 4000;
const nameOf = (code: string) => ({ zh: `${code}街道`, en: `Street ${code}` });

function street(code: string): StreetImport {
  const nowhere = { longitude: null, latitude: null };
  const names = (what: string) => ({ nameZh: `${code}${what}`, nameEn: `${code} ${what}` });
  return {
    ...{ code, nameZh: nameOf(code).zh, nameEn: nameOf(code).en, boundary: null },
    communities: Array.from({ length: 12 }, (_, n) => ({
      ...{ code: `${code}c${n}`, ...names(`社区${n}`), ...nowhere },
      addresses: Array.from({ length: 30 }, (_, i) => `${code} ${n}号 ${i + 1}室`),
    })),
    sites: Array.from({ length: 4 }, (_, n) => ({
      ...{ code: `${code}p${n}`, ...names(`公园${n}`), ...nowhere, kind: "park" as const },
      footfall: Object.fromEntries(SLOTS.map((hour, i) => [hour, 100 + 20 * n + 10 * i])),
    })),
    population: AGE_BANDS.flatMap((ageBand) => SEXES.map((sex) => ({ ageBand, sex, persons: PERSONS }))),
    covariates: { density: Number(code.slice(1)) },
  };
}

async function questionnaire(db: Database) {
  const [questionnaireId, versionId, sheetId] = [uuidv7(), uuidv7(), uuidv7()];
  const given = checkScoringSheet(json);
  const scored = given.items.filter(({ weight }) => weight > 0);
  const more = scored.slice(0, MORE).map((item, k) => ({ ...item, id: `q${25 + k}` }));
  const even = 1 / (scored.length + MORE);
  const weighted = [...given.items, ...more].map((item) => (item.weight > 0 ? { ...item, weight: even } : item)); // prettier-ignore
  const sheet: ScoringSheet = { ...given, id: "bench-30", items: weighted };
  const names = { nameZh: "三十题", nameEn: "Thirty items" };
  await db.insert(questionnaires).values({ id: questionnaireId, code: questionnaireId, ...names });
  await db.insert(questionnaireVersions).values({
    ...{ id: versionId, questionnaireId, version: 1, definition },
    sha256: createHash("sha256").update(JSON.stringify(definition)).digest("hex"),
  });
  await db
    .insert(scoringSheets)
    .values({ id: sheetId, questionnaireVersionId: versionId, version: 1, sheet });
  return { versionId, sheetId, sheet };
}
