import { makeRecord } from "./make-record.ts";
import type { FieldStore } from "./open-store.ts";
import { enqueue, sealNew } from "./outbox.ts";
import type { VisitBody } from "./record-bodies.ts";
import type { RosterMember, WorkCase } from "./work-types.ts";
import { selectFromRoster } from "#surveys/fieldwork/judge-record.ts";
import { dispositionOf, type VisitReason } from "#surveys/fieldwork/visit-reasons.ts";
import type { Disposition } from "#surveys/vocabulary.ts";

export interface Owner {
  ownerId: string;
  cityId: string;
}

type Place = Pick<WorkCase, "id" | "waveId">;
type More = Pick<VisitBody, "appointmentAt" | "note" | "findings">;

type Result = { reason: VisitReason } | { disposition: Disposition };

/** Records one attempt at a case. */
export async function recordVisit(
  store: FieldStore,
  owner: Owner,
  place: Place,
  result: Result,
  more: More = {},
): Promise<void> {
  await enqueue(store, owner.ownerId, "visits", await visitBody(store, owner, place, result, more));
}

function visitBody(
  store: FieldStore,
  { cityId }: Owner,
  { id: caseId, waveId }: Place,
  result: Result,
  more: More = {},
) {
  const what =
    "reason" in result ? { disposition: dispositionOf(result.reason), reason: result.reason } : result;
  const happenedAt = new Date().toISOString();
  return makeRecord(store, "visits", { cityId, waveId, caseId, ...what, happenedAt, ...more });
}

/**
 * Records who lives in a dwelling. The device decides who is asked, by the dwelling's seed, so that nobody picks the
 * friendliest; where nobody is eligible that is recorded as the visit's result too, with the list or not at all.
 *
 * @returns place of the one to ask in `members`
 */
export async function recordRoster(
  store: FieldStore,
  owner: Owner,
  place: Place & { selectionSeed: string },
  members: RosterMember[],
): Promise<number | null> {
  const { selected } = selectFromRoster(members, place.selectionSeed);
  const body = await makeRecord(store, "rosters", {
    cityId: owner.cityId,
    waveId: place.waveId,
    caseId: place.id,
    happenedAt: new Date().toISOString(),
    members,
    selected,
    method: "seeded",
  });
  const visit =
    selected === null ? await visitBody(store, owner, place, { reason: "nobody-eligible" }) : null;
  await enqueue(store, owner.ownerId, "rosters", body, async (key) => {
    const second = visit && (await sealNew(key, owner.ownerId, "visits", visit));
    return async (tx) => {
      if (second) await tx.objectStore("records").add(second);
      return true;
    };
  });
  return selected;
}
