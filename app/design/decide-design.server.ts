import { formText, storable } from "#app/present/form-text.ts";
import type { Database } from "#db/client.ts";
import { isUniqueViolation } from "#db/database-errors.ts";
import { changeDraftWave } from "#db/queries/change-draft-wave.ts";
import { discardDraw } from "#db/queries/discard-draw.ts";
import { drawWave } from "#db/queries/draw-wave.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { findTaken } from "#db/queries/find-taken.ts";
import { listQuestionnaireVersions } from "#db/queries/list-questionnaire-versions.ts";
import type { WaveSummary } from "#db/queries/list-waves.ts";
import { readDraftWave } from "#db/queries/read-draft-wave.ts";
import { DrawError } from "#surveys/sampling/draw-error.ts";
import { enteredOf } from "./design-inputs.ts";
import { designWave } from "./design-wave.server.ts";
import { stateOf } from "./read-design-page.server.ts";
import { detailColumns, type DetailsProblems, readDetails } from "./wave-details.ts";

/** Why a step was not taken; null when it was. */
export type Refused =
  | { status: 409; stale: true }
  | { status: 400; fields: string[] }
  | { status: 400; problems: DetailsProblems; values: Record<string, string> }
  | { status: 400; seed: string; seedProblem: true }
  | { status: 409; drawError: { code: string; details: Record<string, string | number> } }
  | { status: 400 | 409; discard: "reason-missing" | "already-collected" };

type Step = (db: Database, viewer: Viewer, wave: WaveSummary, form: FormData) => Promise<Refused | null>;

const STALE = { status: 409, stale: true } as const;
const LONGEST_SEED = 200;
const LONGEST_REASON = 2000;

/** Keeps the plan that follows from what stands in the form. */
export const saveDesign: Step = async (db, viewer, wave, form) => {
  const entered = enteredOf(form);
  const { design, problems } = await designWave(db, viewer.cityId, wave.district.id, entered);
  if (problems.length > 0 || !design) return { status: 400, fields: problems };
  const values = { plan: design.plan, lambda: design.lambda };
  const changed = await changeDraftWave(db, viewer.cityId, {
    waveId: wave.id,
    userId: viewer.userId,
    values,
  });
  return changed ? null : STALE;
};

export const changeDetails: Step = async (db, { cityId, userId }, wave, form) => {
  form.set("districtId", wave.district.id);
  const { details, problems, values } = readDetails(form);
  if (!details) return { status: 400, problems, values };
  const versions = await listQuestionnaireVersions(db, cityId);
  const version = versions.find(({ versionId }) => versionId === details.versionId);
  if (!version) problems.versionId = "invalid";
  const taken = async () => {
    for (const field of await findTaken(db, cityId, { ...details, waveId: wave.id }))
      problems[field] = "taken";
  };
  await taken();
  if (!version || Object.keys(problems).length > 0) return { status: 400, problems, values };
  try {
    const changed = await changeDraftWave(db, cityId, {
      ...{ waveId: wave.id, userId, slug: details.slug },
      values: detailColumns(details, version.scoringSheetId),
    });
    return changed ? null : STALE;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await taken();
    return { status: 400, problems, values };
  }
};

/** Draws what the page showed, and nothing that has been changed since. */
export const draw: Step = async (db, { cityId, userId }, wave, form) => {
  const seed = formText(form, "seed");
  if (seed === "" || seed.length > LONGEST_SEED) return { status: 400, seed, seedProblem: true };
  const saved = await readDraftWave(db, cityId, wave.id);
  if (saved?.status !== "draft" || stateOf(saved) !== form.get("seen")) return STALE;
  try {
    const { status } = await drawWave(db, cityId, wave.id, seed, userId);
    return status === "drawn" ? null : STALE;
  } catch (error) {
    if (!(error instanceof DrawError)) throw error;
    return { status: 409, drawError: { code: error.code, details: error.details } };
  }
};

export const discard: Step = async (db, { cityId, userId }, wave, form) => {
  const reason = storable(formText(form, "reason").slice(0, LONGEST_REASON));
  const { status } = await discardDraw(db, cityId, { waveId: wave.id, userId, reason });
  if (status === "discarded") return null;
  if (status === "reason-missing") return { status: 400, discard: status };
  if (status === "already-collected") return { status: 409, discard: status };
  return STALE;
};
