import { estimateLosses, type PartLoss } from "#analysis/score/estimate-losses.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import { hashOf } from "#db/canonical-json.ts";
import type { Database } from "#db/client.ts";
import { CODE_VERSION } from "#db/code-version.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { findUserName } from "#db/queries/find-user-name.ts";
import type { WaveSummary } from "#db/queries/list-waves.ts";
import { readQuestionTitles } from "#db/queries/read-question-titles.ts";
import { remember } from "#db/remember.ts";
import { type AnalysedWave, readAnalysedWave } from "./analysed-wave.server.ts";
import { readStreets } from "./read-streets.server.ts";
import { readFieldworkSummary } from "./wave-progress.server.ts";

/** As many items as a page bears. */
const LOSSES = 8;

export type Report = Awaited<ReturnType<typeof readReport>>;

/** Everything that the notice about a wave says, under the sheet's rule for "don't know". */
export async function readReport(db: Database, viewer: Viewer, wave: WaveSummary) {
  const { cityId } = viewer;
  const analysed = await readAnalysedWave(db, cityId, wave.id, "sheet");
  const [streets, fieldwork, titles, stamp] = await Promise.all([
    readStreets(db, cityId, wave, analysed, null),
    readFieldworkSummary(db, cityId, wave, null),
    readQuestionTitles(db, cityId, wave.id),
    readStamp(db, viewer, analysed),
  ]);
  const { input, frame } = analysed;
  const dimensionOf = new Map(frame.sheet.items.map(({ id, dimension }) => [id, dimension]));
  return {
    streets,
    fieldwork,
    stamp,
    assessmentOn: frame.wave.assessmentOn,
    losses: largest(
      remember(input, "losses item", () => estimateLosses(input, "item")).domains.at(-1)!.parts,
    ).map(({ part, points, combined }) => ({
      ...{ item: part, points, lost: combined, dimension: dimensionOf.get(part) ?? "" },
      title: titles[part] ?? { zh: part, en: part },
    })),
  };
}

/** The parts that lose most, the largest first; those that cannot be given are left out. */
function largest(parts: readonly PartLoss[]): PartLoss[] {
  const lostOf = ({ combined }: PartLoss) => (isWithheld(combined) ? 0 : combined.lost);
  return parts
    .filter((part) => lostOf(part) > 0)
    .sort((a, b) => lostOf(b) - lostOf(a))
    .slice(0, LOSSES);
}

/** Which state of which figures the paper shows, and who made it when. */
async function readStamp(db: Database, { cityId, name }: Viewer, { frame, run }: AnalysedWave) {
  const printed = { by: name, at: new Date().toISOString() };
  const { published } = frame;
  if (!published) {
    return { published: null, printed, hash: hashOf(run.inputs), id: run.id, codeVersion: CODE_VERSION };
  }
  const by = published.publishedBy && (await findUserName(db, cityId, published.publishedBy));
  return {
    published: {
      by: by || null,
      at: published.publishedAt.toISOString(),
      correction: published.correctionReason,
    },
    printed,
    hash: hashOf(published.inputs.hashes),
    id: published.id,
    codeVersion: published.codeVersion,
  };
}
