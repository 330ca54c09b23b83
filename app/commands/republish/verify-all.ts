import type { Database } from "#db/client.ts";
import { findPublishedIds, verifyPublished } from "#db/queries/verify-published.ts";
import { describeVerification } from "./describe-verification.ts";
import { republishText } from "./republish-text.ts";

/** How the command ends: 0 all holds, 1 something does not, 2 there is nothing to verify. */
export interface VerificationEnd {
  code: 0 | 1 | 2;
  sentence: string;
}

/** Verifies what an id names, one after another, and says line by line what was compared. */
export async function verifyAll(
  db: Database,
  id: string,
  say: (line: string) => void,
): Promise<VerificationEnd> {
  const found = await findPublishedIds(db, id);
  if (found.length === 0) {
    return { code: 2, sentence: republishText(id === "all" ? "nothing-published" : "not-found", { id }) };
  }
  let failed = 0;
  for (const each of found) {
    const verification = await verifyPublished(db, each.cityId, each.id);
    if (!verification.holds) failed += 1;
    for (const line of describeVerification(verification)) say(line);
  }
  const counts = { count: found.length, failed };
  return failed > 0
    ? { code: 1, sentence: republishText("does-not-hold", counts) }
    : { code: 0, sentence: republishText("holds", counts) };
}
