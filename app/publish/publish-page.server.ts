import type { Database } from "#db/client.ts";
import { countOpenFlags } from "#db/queries/count-open-flags.ts";
import { countQuarantined } from "#db/queries/count-quarantined.ts";
import { findUserName } from "#db/queries/find-user-name.ts";
import { publicationFingerprint } from "#db/queries/publication-fingerprint.ts";
import { readPresentFrame } from "#db/queries/read-estimation-frame.ts";
import { listPublished } from "#db/queries/read-published.ts";
import { listSlugs } from "#db/queries/list-slugs.ts";
import type { WaveStatus } from "#db/schema/waves.ts";

/** What waits for a decision that cannot be made any more once the wave is published. */
export interface Undecided {
  quarantined: number;
  flagged: number;
}

const total = (counts: Iterable<number>) => [...counts].reduce((sum, count) => sum + count, 0);

/** Of a closed wave: what its figures rest on now, and what is still undecided. */
export async function readDue(database: Database, cityId: string, wave: { id: string; status: WaveStatus }) {
  if (wave.status !== "closed" && wave.status !== "published") return null;
  const frame = (await readPresentFrame(database, cityId, wave.id))!;
  const fingerprint = await publicationFingerprint(database, cityId, frame);
  if (wave.status === "published") return { fingerprint, undecided: { quarantined: 0, flagged: 0 } };
  const [quarantined, flags] = await Promise.all([
    countQuarantined(database, cityId, wave.id),
    countOpenFlags(database, cityId, wave.id),
  ]);
  const undecided: Undecided = {
    quarantined: total(quarantined.map(({ count }) => count)),
    flagged: total(flags.values()),
  };
  return { fingerprint, undecided };
}

/** Everything published of the wave, the latest first, as the page lists it. */
export async function readHistory(database: Database, cityId: string, waveId: string) {
  const [published, slugs] = await Promise.all([
    listPublished(database, cityId, waveId),
    listSlugs(database, cityId, waveId),
  ]);
  const history = await Promise.all(
    published.map(async ({ inputs, publishedBy, ...each }) => ({
      ...each,
      by: publishedBy && (await findUserName(database, cityId, publishedBy)),
      method: inputs.method,
      questionnaire: inputs.questionnaire,
      lambda: inputs.lambda,
      hashes: inputs.hashes,
    })),
  );
  return { history, slug: slugs[0] ?? null };
}
