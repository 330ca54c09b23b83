import { isDatabaseAway } from "#db/database-errors.ts";

/** Longer than the driver waits for a connection, shorter than a tablet waits for an answer. */
const PATIENCE = 10_000;

/**
 * What the database gives, or "away" when it cannot be reached or does not answer in time. What it was doing may still
 * be finished then: only for work that is safe to ask for again.
 */
export async function inTime<T>(work: Promise<T>, patience = PATIENCE): Promise<T | "away"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"away">((done) => {
    timer = setTimeout(() => done("away"), patience);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    if (isDatabaseAway(error)) return "away";
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
