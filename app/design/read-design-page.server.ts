import { createHash, randomInt } from "node:crypto";
import type { Database } from "#db/client.ts";
import { findCity } from "#db/queries/find-city.ts";
import { listQuestionnaireVersions } from "#db/queries/list-questionnaire-versions.ts";
import type { WaveSummary } from "#db/queries/list-waves.ts";
import { readDraftWave } from "#db/queries/read-draft-wave.ts";
import { readDrawReport } from "#db/queries/read-draw-report.ts";
import { assessmentDay } from "#surveys/fieldwork/assessment-day.ts";
import { enteredOf, readInputs } from "./design-inputs.ts";
import { designWave } from "./design-wave.server.ts";

interface Asked {
  step: string | null;
  entered: Map<string, string>;
}

/** What the page shows: of a draft its design, its details or the last step before the draw; else the draw's report. */
export async function readDesignPage(
  db: Database,
  cityId: string,
  wave: WaveSummary,
  { step, entered }: Asked,
) {
  const saved = (await readDraftWave(db, cityId, wave.id))!;
  if (saved.status !== "draft") {
    if (step === "discard" && saved.status === "drawn") return { kind: "discard" as const };
    const { inputs } = readInputs(enteredOf(Object.entries(saved.plan.basis ?? {})), {});
    const [city, report] = await Promise.all([
      findCity(db, cityId),
      readDrawReport(db, cityId, wave.id, inputs.responseRate / 100),
    ]);
    return { kind: "drawn" as const, report, lambda: saved.lambda, timeZone: city.timeZone };
  }
  if (step === "details") {
    const questionnaires = await listQuestionnaireVersions(db, cityId);
    return { kind: "details" as const, questionnaires, values: valuesOf(saved) };
  }
  const stored = enteredOf(Object.entries(saved.plan.basis ?? {}));
  const isStored = step === "draw" || entered.size === 0;
  const designed = await designWave(db, cityId, saved.districtId, isStored ? stored : entered);
  const { design } = designed;
  const isSaved =
    design !== null &&
    designed.problems.length === 0 &&
    Math.abs(design.lambda - saved.lambda) < 1e-12 &&
    sameSample(design.plan, saved.plan);
  if (step === "draw" && isSaved) {
    return { kind: "draw" as const, ...designed, design, seen: stateOf(saved), seed: suggestSeed() };
  }
  return { kind: "draft" as const, ...designed, isSaved };
}

export type DesignPage = Awaited<ReturnType<typeof readDesignPage>>;
export type PageOf<Kind extends DesignPage["kind"]> = Extract<DesignPage, { kind: Kind }>;

/** Twelve digits: easy to read out, and to replace by those of a public lottery. */
function suggestSeed(): string {
  return String(randomInt(0, 10 ** 12)).padStart(12, "0");
}

/** Changes whenever something that the draw would fix has changed since the page was shown. */
export function stateOf(wave: NonNullable<Awaited<ReturnType<typeof readDraftWave>>>): string {
  const { plan, lambda, questionnaireVersionId, scoringSheetId, startsOn, endsOn } = wave;
  const fixed = [sorted(plan), lambda, questionnaireVersionId, scoringSheetId, startsOn, endsOn];
  return createHash("sha256").update(JSON.stringify(fixed)).digest("hex").slice(0, 16);
}

function sameSample(a: object, b: object): boolean {
  const sample = (plan: object) => JSON.stringify(sorted({ ...plan, basis: undefined }));
  return sample(a) === sample(b);
}

/** The database gives keys back in an order of its own. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => [key, sorted(each)]);
}

function valuesOf(wave: NonNullable<Awaited<ReturnType<typeof readDraftWave>>>): Record<string, string> {
  const { districtId, nameZh, nameEn, code, startsOn, endsOn, questionnaireVersionId, targetShare } = wave;
  const assessmentOn = assessmentDay(wave);
  return {
    ...{ districtId, nameZh, nameEn, code, startsOn, endsOn, versionId: questionnaireVersionId },
    targetShare: targetShare === null ? "" : String(targetShare),
    assessmentOn,
    online: wave.slug === null ? "" : "on",
    slug: wave.slug ?? "",
  };
}
