import type { Database } from "#db/client.ts";
import { isDatabaseAway } from "#db/database-errors.ts";
import { findViewer, type Viewer } from "#db/queries/find-viewer.ts";

/** Longer than the driver waits for a connection, shorter than people wait for a page. */
const PATIENCE = 8_000;

/** Whoever holds the token; "away" when the database does not answer. */
export async function findViewerInTime(
  database: Database,
  credentials: { cityId: string; token: string },
): Promise<Viewer | null | "away"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"away">((done) => {
    timer = setTimeout(() => done("away"), PATIENCE);
  });
  try {
    return await Promise.race([findViewer(database, credentials.cityId, credentials.token), late]);
  } catch (error) {
    if (isDatabaseAway(error)) return "away";
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
