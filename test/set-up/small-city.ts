import { v7 as uuidv7 } from "uuid";
import type { Database } from "#db/client.ts";
import { addQuestionnaire } from "#db/queries/add-questionnaire.ts";
import { type DistrictImport, importDistrict } from "#db/queries/import-district.ts";
import { cities, waves } from "#db/schema/index.ts";
import type { SamplePlan } from "#surveys/sampling/draw-wave-sample.ts";
import definition from "#surveys/questionnaires/civility-2026.json" with { type: "json" };
import sheet from "#surveys/questionnaires/civility-2026.sheet.json" with { type: "json" };
import { AGE_BANDS, SEXES } from "#surveys/vocabulary.ts";

export const SMALL_PLAN: SamplePlan = {
  communitiesPerStreet: 3,
  dwellingsPerCommunity: 6,
  sessionsPerStreet: 5,
  interviewsPerSession: 4,
};

const CODES = ["A", "B", "C"];
const places = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/** Three streets of six communities of thirty dwellings, and three sites in four slots each. */
export const SMALL_DISTRICT: DistrictImport = {
  code: "D",
  nameZh: "小区",
  nameEn: "Small District",
  asOf: "2026-01-01",
  slots: [
    ["weekday-am", "weekday", "08:00", "11:00"],
    ["weekday-pm", "weekday", "15:00", "18:00"],
    ["weekend-am", "weekend", "08:00", "11:00"],
    ["weekend-pm", "weekend", "15:00", "18:00"],
  ].map(([code, dayType, startsAt, endsAt]) => ({
    code: code!,
    nameZh: code!,
    nameEn: code!,
    dayType: dayType as "weekday" | "weekend",
    startsAt: startsAt!,
    endsAt: endsAt!,
  })),
  streets: CODES.map((code) => ({
    code,
    nameZh: `${code}街道`,
    nameEn: `Street ${code}`,
    boundary: null,
    covariates: { density: 1 },
    population: AGE_BANDS.flatMap((ageBand) => SEXES.map((sex) => ({ ageBand, sex, persons: 60 }))),
    communities: places(6).map((i) => ({
      code: `${code}${i}`,
      nameZh: `${code}${i}社区`,
      nameEn: `Community ${code}${i}`,
      longitude: null,
      latitude: null,
      addresses: places(30).map((j) => `${code}${i}-${j}`),
    })),
    sites: (["shopping", "park", "market"] as const).map((kind) => ({
      code: `${code}-${kind}`,
      kind,
      nameZh: kind,
      nameEn: kind,
      longitude: null,
      latitude: null,
      footfall: { "weekday-am": 200, "weekday-pm": 300, "weekend-am": 250, "weekend-pm": 400 },
    })),
  })),
};

export interface SmallCity {
  cityId: string;
  waveId: string;
  streetIds: Map<string, string>;
  questionnaireVersionId: string;
}

/** A city of its own with the small district and a draft wave from 1 to 14 June 2026. */
export async function smallCity(db: Database, plan: SamplePlan = SMALL_PLAN): Promise<SmallCity> {
  const [cityId, waveId] = [uuidv7(), uuidv7()];
  await db.insert(cities).values({ id: cityId, code: cityId, nameZh: "小城", nameEn: "Small City" });
  const { districtId, streetIds } = await importDistrict(db, cityId, SMALL_DISTRICT);
  const { questionnaireVersionId, scoringSheetId } = await addQuestionnaire(db, {
    code: "civility-2026",
    nameZh: "文明程度问卷",
    nameEn: "Civility questionnaire",
    definition,
    sheet: sheet as never,
  });
  await db.insert(waves).values({
    cityId,
    id: waveId,
    districtId,
    code: "2026-06",
    nameZh: "六月",
    nameEn: "June",
    startsOn: "2026-06-01",
    endsOn: "2026-06-14",
    questionnaireVersionId,
    scoringSheetId,
    plan,
    lambda: 0.5,
  });
  return { cityId, waveId, streetIds, questionnaireVersionId };
}
