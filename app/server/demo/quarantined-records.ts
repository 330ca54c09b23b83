import type { Database } from "#db/client.ts";
import { reassignCases } from "#db/queries/reassign-cases.ts";
import type { DemoFieldWork, Staff } from "./demo-field-work.ts";
import { type DemoChain, type DemoField, type DemoRecord, newId } from "./demo-record.ts";
import { addDays } from "./field-clock.ts";
import { interview } from "./household-records.ts";

const MINUTE = 60_000;

/**
 * What waits in quarantine: two interviews sent again from a tablet that replaced another one, a visit changed after it
 * was sent, a roster older than the one that came before it, and an interview of a case that somebody else had been given.
 */
export async function quarantinedRecords(
  database: Database,
  field: DemoField,
  work: DemoFieldWork,
  { staff: { cast, posts }, supervisor }: { staff: Staff; supervisor: string },
): Promise<DemoChain[]> {
  const streets = field.district.streets.map((_, i) => i).filter((street) => !cast.behind.includes(street));
  const [first = 0, second = first, third = second] = streets;
  const chainsIn = (street: number) =>
    work.households
      .filter(({ userId }) => posts.get(userId ?? "")?.street === street)
      .sort((a, b) => receivedLast(b) - receivedLast(a));
  const interviewed = chainsIn(first).filter(({ records }) => records.some(isComplete));
  const owner = interviewed[0]?.userId;
  const replaced = newId(field, field.clock.now);
  const doubled = interviewed
    .filter(({ userId }) => userId === owner)
    .slice(0, 2)
    .map(({ userId, records }): DemoChain => {
      const record = records.find(isComplete)!;
      const id = newId(field, new Date(record.receivedAt.getTime() + 50 * MINUTE));
      const again = later(record, 50, { id, deviceId: replaced });
      return { userId, records: [{ ...again, quarantinedFor: "second-for-case" }] };
    });

  const visited = chainsIn(second).find(({ records }) => records.at(-1)?.kind === "visits");
  const changed = (visited?.records.slice(-1) ?? []).map((record): DemoRecord => {
    const note = "邻居说周末晚上在家";
    return { ...later(record, 25, { note }), quarantinedFor: "other-body" };
  });
  const listed = chainsIn(third).find(({ records }) => records.some(({ kind }) => kind === "rosters"));
  const older = (listed?.records.filter(({ kind }) => kind === "rosters") ?? []).map((record): DemoRecord => {
    const at = new Date(Date.parse(String(record.body.happenedAt)) - 4 * MINUTE);
    const body = { id: newId(field, at), happenedAt: at.toISOString() };
    return { ...later(record, 30, body), quarantinedFor: "superseded" };
  });
  return [
    ...doubled,
    ...[{ userId: visited?.userId ?? null, records: changed }],
    ...[{ userId: listed?.userId ?? null, records: older }],
    ...(await afterReassignment(database, field, work, { posts, supervisor, street: second })),
  ].filter(({ records }) => records.length > 0);
}

const isComplete = ({ kind, body }: DemoRecord) => kind === "responses" && body.outcome === "complete";
const receivedLast = ({ records }: DemoChain) => records.at(-1)?.receivedAt.getTime() ?? 0;

function later(record: DemoRecord, minutes: number, change: Record<string, unknown>): DemoRecord {
  const receivedAt = new Date(record.receivedAt.getTime() + minutes * MINUTE);
  return { ...record, body: { ...record.body, ...change }, receivedAt };
}

/** Yesterday at noon a dwelling goes to a colleague; in the evening its former volunteer interviews there all the same. */
async function afterReassignment(
  database: Database,
  field: DemoField,
  work: DemoFieldWork,
  { posts, supervisor, street }: { posts: Staff["posts"]; supervisor: string; street: number },
): Promise<DemoChain[]> {
  const { clock, cityId, waveId } = field;
  const free = work.untouched.find(
    ({ street: where, home }) => where === street && home.found.visits.at(-1)?.reason === "interviewed",
  );
  if (!free) return [];
  const { userId, home } = free;
  const colleague = [...posts].find(([id, post]) => post.street === street && id !== userId)?.[0];
  if (!colleague) return [];
  const yesterday = addDays(clock.today, -1);
  await reassignCases(database, cityId, {
    ...{ waveId, streets: "all", which: { cases: [{ caseId: home.caseId, userId }] } },
    ...{ to: { userId: colleague }, by: supervisor, now: clock.moment(yesterday, "12:05") },
  });
  const record = interview(field, home, clock.moment(yesterday, "21:10"));
  return [{ userId, records: [{ ...record, quarantinedFor: "not-your-case" }] }];
}
