import { and, desc, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Standing } from "#surveys/fieldwork/response-as-visit.ts";
import type { Mode } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { responses, type ReviewDecision, reviews, waves } from "../schema/index.ts";
import { writeAudit } from "./write-audit.ts";

export interface ReviewWish {
  waveId: string;
  responseId: string;
  decision: ReviewDecision;
  reason: string;
  /** Codes of the flags that the supervisor was shown. */
  flags: string[];
  /** The review that stood when the page was shown; null: none did. */
  after: string | null;
  userId: string;
  now: Date;
}

/** Why an interview cannot be decided on. */
export type ReviewBlock =
  /** Another interview of the same dwelling counts instead. */
  | "replaced"
  | "not-an-interview"
  /** What was published stands. */
  | "wave-published"
  /** Nobody can be asked again: the wave is closed, or a citizen answered online. */
  | "cannot-send-back";

export type ReviewResult =
  | { status: "decided"; id: string; standing: Standing }
  /** Somebody else decided meanwhile: look again. Nothing was done. */
  | { status: "changed" }
  | { status: "blocked"; block: ReviewBlock }
  | { status: "not-found" };

export const LONGEST_REASON = 500;

const STANDINGS = { accept: "counts", "send-back": "sent-back", "set-aside": "set-aside" } as const;

/**
 * Decides on an interview; the latest decision stands, and all are kept.
 *
 * The response's row is locked first: decisions follow one another, and a new interview that takes this one's place
 * comes wholly before or wholly after. Whoever decides on something else than what they were shown is told so.
 */
export async function writeReview(db: Database, cityId: string, wish: ReviewWish): Promise<ReviewResult> {
  return db.transaction(async (tx) => {
    const [response] = await tx
      .select({ mode: responses.mode, outcome: responses.outcome, live: responses.live })
      .from(responses)
      .where(
        and(
          eq(responses.cityId, cityId),
          eq(responses.id, wish.responseId),
          eq(responses.waveId, wish.waveId),
        ),
      )
      .for("update");
    if (!response) return { status: "not-found" };
    const latest = await readLatest(tx, cityId, wish.responseId);
    if (latest !== wish.after) return { status: "changed" };
    const block = await blockOf(tx, cityId, wish, response);
    if (block) return { status: "blocked", block };
    const id = uuidv7();
    const standing = STANDINGS[wish.decision];
    const { waveId, responseId, decision, flags } = wish;
    const reason = wish.reason.slice(0, LONGEST_REASON);
    await tx.insert(reviews).values({
      ...{ cityId, id, waveId, responseId, decision, reason, flags },
      ...{ decidedBy: wish.userId, decidedAt: wish.now },
    });
    await tx
      .update(responses)
      .set({ standing })
      .where(and(eq(responses.cityId, cityId), eq(responses.id, responseId)));
    await writeAudit(tx, {
      ...{ cityId, userId: wish.userId, action: `${decision}-interview` },
      ...{ subjectKind: "response", subjectId: responseId },
      details: { reviewId: id, waveId, reason, flags },
    });
    return { status: "decided", id, standing };
  });
}

async function readLatest(db: Database, cityId: string, responseId: string): Promise<string | null> {
  const [row] = await db
    .select({ id: reviews.id })
    .from(reviews)
    .where(and(eq(reviews.cityId, cityId), eq(reviews.responseId, responseId)))
    .orderBy(desc(reviews.decidedAt), desc(reviews.id))
    .limit(1);
  return row?.id ?? null;
}

async function blockOf(
  db: Database,
  cityId: string,
  { waveId, decision }: ReviewWish,
  response: { mode: Mode; outcome: string; live: boolean },
): Promise<ReviewBlock | null> {
  if (response.outcome === "ineligible") return "not-an-interview";
  if (!response.live) return "replaced";
  // Locked against being published meanwhile.
  const [wave] = await db
    .select({ status: waves.status })
    .from(waves)
    .where(and(eq(waves.cityId, cityId), eq(waves.id, waveId)))
    .for("share");
  if (wave?.status === "published") return "wave-published";
  if (decision === "send-back" && (wave?.status !== "open" || response.mode === "online"))
    return "cannot-send-back";
  return null;
}
