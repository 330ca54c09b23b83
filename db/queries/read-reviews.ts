import { and, asc, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { type ReviewDecision, reviews, users } from "../schema/index.ts";

export interface Review {
  id: string;
  responseId: string;
  decision: ReviewDecision;
  reason: string;
  flags: string[];
  by: string;
  at: string;
}

/** The decision that stands on each interview of a wave on which anything was decided, by the interview's id. */
export async function readLatestReviews(
  db: Database,
  cityId: string,
  waveId: string,
): Promise<Map<string, Review>> {
  const rows = await select(db, and(eq(reviews.cityId, cityId), eq(reviews.waveId, waveId)));
  // The latest of an interview comes last and stays.
  return new Map(rows.map((row) => [row.responseId, row]));
}

/** Everything that was decided on an interview, in order. */
export function readReviewsOf(db: Database, cityId: string, responseId: string): Promise<Review[]> {
  return select(db, and(eq(reviews.cityId, cityId), eq(reviews.responseId, responseId)));
}

async function select(db: Database, condition: ReturnType<typeof and>): Promise<Review[]> {
  const { id, responseId, decision, reason, flags, decidedAt } = reviews;
  const rows = await db
    .select({ id, responseId, decision, reason, flags, decidedAt, by: users.name })
    .from(reviews)
    .innerJoin(users, and(eq(users.cityId, reviews.cityId), eq(users.id, reviews.decidedBy)))
    .where(condition)
    .orderBy(asc(decidedAt), asc(id));
  return rows.map(({ decidedAt: at, ...row }) => ({ ...row, at: at.toISOString() }));
}
