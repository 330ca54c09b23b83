import { and, eq } from "drizzle-orm";
import { isBackChecked, itemsAskedAgain } from "#surveys/quality/draw-back-checks.ts";
import type { AgeBand, Sex } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import {
  backChecks,
  cases,
  communities,
  draws,
  dwellingAddresses,
  dwellings,
  responses,
  users,
} from "../schema/index.ts";

/** A household to be asked again, with what it said and, once asked, what it says now. */
export interface BackCheck {
  responseId: string;
  caseId: string;
  streetId: string;
  community: { nameZh: string; nameEn: string } | null;
  address: string | null;
  volunteerId: string | null;
  volunteer: string | null;
  completedAt: string;
  ageBand: AgeBand | null;
  sex: Sex | null;
  codes: (number | null)[];
  /** Places of the items to ask again. */
  items: number[];
  done: {
    outcome: (typeof backChecks.$inferSelect)["outcome"];
    answers: Record<string, string>;
    note: string | null;
    at: string;
  } | null;
}

/**
 * The random tenth of a wave's complete household interviews, in the order in which they were held.
 *
 * Which ones follows from the draw's seed and the interview's id. Those that were set aside stay in: whether a household
 * was visited is as good a question of them. Addresses are only here, for those who call.
 */
export async function readBackChecks(db: Database, cityId: string, waveId: string): Promise<BackCheck[]> {
  const [draw] = await db
    .select({ seed: draws.seed })
    .from(draws)
    .where(and(eq(draws.cityId, cityId), eq(draws.waveId, waveId)));
  if (!draw) return [];
  const ids = await db
    .select({ id: responses.id })
    .from(responses)
    .where(
      and(
        eq(responses.cityId, cityId),
        eq(responses.waveId, waveId),
        eq(responses.mode, "household"),
        eq(responses.outcome, "complete"),
        eq(responses.live, true),
      ),
    );
  const chosen = new Set(ids.filter(({ id }) => isBackChecked(draw.seed, id)).map(({ id }) => id));
  const rows = chosen.size === 0 ? [] : await readChosen(db, cityId, waveId);
  return rows
    .filter(({ responseId }) => chosen.has(responseId))
    .map(({ outcome, answers, note, checkedAt, completedAt, communityZh, communityEn, ...row }) => ({
      ...row,
      completedAt: completedAt.toISOString(),
      community: communityZh && communityEn ? { nameZh: communityZh, nameEn: communityEn } : null,
      items: itemsAskedAgain(draw.seed, row.responseId, row.codes),
      done: outcome && checkedAt ? { outcome, answers: answers!, note, at: checkedAt.toISOString() } : null,
    }))
    .sort((a, b) => (a.completedAt < b.completedAt ? -1 : 1));
}

function readChosen(db: Database, cityId: string, waveId: string) {
  return db
    .select({
      responseId: responses.id,
      caseId: cases.id,
      streetId: cases.streetId,
      communityZh: communities.nameZh,
      communityEn: communities.nameEn,
      address: dwellingAddresses.address,
      volunteerId: responses.userId,
      volunteer: users.name,
      completedAt: responses.completedAt,
      ageBand: responses.ageBand,
      sex: responses.sex,
      codes: responses.answerCodes,
      outcome: backChecks.outcome,
      answers: backChecks.answers,
      note: backChecks.note,
      checkedAt: backChecks.checkedAt,
    })
    .from(responses)
    .innerJoin(cases, and(eq(cases.cityId, responses.cityId), eq(cases.id, responses.caseId)))
    .leftJoin(dwellings, and(eq(dwellings.cityId, cases.cityId), eq(dwellings.id, cases.dwellingId)))
    .leftJoin(
      communities,
      and(eq(communities.cityId, dwellings.cityId), eq(communities.id, dwellings.communityId)),
    )
    .leftJoin(
      dwellingAddresses,
      and(eq(dwellingAddresses.cityId, cases.cityId), eq(dwellingAddresses.dwellingId, cases.dwellingId)),
    )
    .leftJoin(users, and(eq(users.cityId, responses.cityId), eq(users.id, responses.userId)))
    .leftJoin(
      backChecks,
      and(eq(backChecks.cityId, responses.cityId), eq(backChecks.responseId, responses.id)),
    )
    .where(
      and(
        eq(responses.cityId, cityId),
        eq(responses.waveId, waveId),
        eq(responses.mode, "household"),
        eq(responses.outcome, "complete"),
        eq(responses.live, true),
      ),
    );
}
