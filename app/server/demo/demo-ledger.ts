import type { Database } from "#db/client.ts";
import { addLedgerEntry } from "#db/queries/add-ledger-entry.ts";
import { closeLedgerEntry } from "#db/queries/close-ledger-entry.ts";
import { readStreetComments, type StreetComment } from "#db/queries/read-street-comments.ts";
import { type DemoField, newId } from "./demo-record.ts";
import { addDays } from "./field-clock.ts";
import { LEDGER_PROBLEMS, type LedgerProblem } from "./ledger-problems.ts";

const COMMENTS_A_STREET = 500;

type Heard = StreetComment & { streetId: string };

/**
 * The ledger of the last weeks: each problem in the office's words, from a comment that names it where somebody wrote one before,
 * else noted by the office in one of the streets.
 */
export async function fillDemoLedger(
  database: Database,
  field: DemoField,
  { streetIds, userId }: { streetIds: readonly string[]; userId: string },
): Promise<void> {
  const { cityId, waveId, clock } = field;
  const comments = await readComments(database, cityId, waveId, streetIds);
  const at = (problem: LedgerProblem, after = 0) =>
    clock.moment(addDays(clock.today, after - problem.daysAgo), after ? "15:10" : "09:20");
  const taken = new Set<string>();
  for (const [i, problem] of LEDGER_PROBLEMS.entries()) {
    const [text, openedAt] = [problem.text, at(problem)];
    const until = openedAt.toISOString();
    const heard = comments
      .filter(({ comment, completedAt }) => comment?.includes(problem.heard) && completedAt < until)
      .find(({ streetId }) => !taken.has(streetId));
    const streetId = heard?.streetId ?? streetIds[(5 * i) % streetIds.length]!;
    if (heard) taken.add(streetId);
    if (taken.size === streetIds.length) taken.clear();
    const entry = {
      ...{ id: newId(field, openedAt), streetId, communityId: null, item: problem.item, text },
      ...{ responseId: heard?.responseId ?? null, waveId: heard ? waveId : null },
      dueOn: problem.days === null ? null : addDays(clock.today, problem.days - problem.daysAgo),
    };
    await addLedgerEntry(database, cityId, entry, { userId, now: openedAt });
    const { closed } = problem;
    if (!closed) continue;
    const closing = { entryId: entry.id, as: closed.as, words: closed.words, userId };
    await closeLedgerEntry(database, cityId, { ...closing, now: at(problem, closed.after) });
  }
}

async function readComments(
  database: Database,
  cityId: string,
  waveId: string,
  streetIds: readonly string[],
): Promise<Heard[]> {
  const asked = { waveId, search: "", withPhotos: false, from: 0, count: COMMENTS_A_STREET };
  const all: Heard[] = [];
  for (const streetId of streetIds) {
    const { comments } = await readStreetComments(database, cityId, { ...asked, streetId });
    all.push(...comments.map((comment) => ({ ...comment, streetId })));
  }
  return all;
}
