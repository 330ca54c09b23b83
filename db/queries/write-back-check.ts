import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "../client.ts";
import { isUniqueViolation } from "../database-errors.ts";
import { backChecks } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

export interface BackCheckWish {
  waveId: string;
  responseId: string;
  outcome: (typeof backChecks.$inferSelect)["outcome"];
  /** By question name; only of a household that was reached. */
  answers: Record<string, string>;
  note: string | null;
  userId: string;
  now: Date;
}

/**
 * Notes what a household said when it was called again; once for each interview, but a household that
 * was not reached may be called again.
 *
 * @returns false, with nothing changed, when somebody else noted it before
 */
export async function writeBackCheck(db: Database, cityId: string, wish: BackCheckWish): Promise<boolean> {
  const { waveId, responseId, outcome, answers, note, userId, now } = wish;
  const id = uuidv7();
  try {
    await db.transaction(async (tx) => {
      await tx
        .delete(backChecks)
        .where(
          and(
            eq(backChecks.cityId, cityId),
            eq(backChecks.responseId, responseId),
            eq(backChecks.outcome, "not-reached"),
          ),
        );
      await tx.insert(backChecks).values({
        ...{ cityId, id, waveId, responseId, outcome, answers, note, checkedBy: userId, checkedAt: now },
      });
      await writeAudit(tx, {
        ...{ cityId, userId, action: "back-check-interview", subjectKind: "response", subjectId: responseId },
        details: { backCheckId: id, waveId, outcome },
      });
    });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
