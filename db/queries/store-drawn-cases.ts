import { v7 as uuidv7 } from "uuid";
import { planSessionDates } from "#surveys/fieldwork/plan-session-dates.ts";
import type { WaveDraw } from "#surveys/sampling/draw-wave-sample.ts";
import type { Database } from "../client.ts";
import { insertRows } from "../insert-rows.ts";
import { cases, drawnUnits } from "../schema/index.ts";
import { type CodedFrame, readListings } from "./read-sampling-frame.ts";

type Unit = typeof drawnUnits.$inferInsert;
type Case = typeof cases.$inferInsert;

interface DrawnWave {
  cityId: string;
  waveId: string;
  drawId: string;
  period: { startsOn: string; endsOn: string };
  now: Date;
}

/** Writes every drawn unit of both stages, and a case for every session and every dwelling outside the reserve. */
export async function storeDrawnCases(
  db: Database,
  wave: DrawnWave,
  draw: WaveDraw,
  frame: CodedFrame,
): Promise<void> {
  const communityIds = draw.communities.map(({ communityId }) => idOf(frame.communityIds, communityId));
  const listings = await readListings(db, wave.cityId, communityIds);
  const dwellings = dwellingUnits(wave, draw, frame, listings);
  const sessions = sessionUnits(wave, draw, frame);
  await insertRows(db, drawnUnits, [...communityUnits(wave, draw, frame), ...dwellings, ...sessions]);

  const walk = dwellings
    .filter(({ releasedAt }) => releasedAt)
    .map((unit, i) => caseOfUnit(wave, unit, i + 1, null));
  const planned = sessions.map(({ siteSlotId }) => siteSlotOf(frame, siteSlotId ?? ""));
  const dates = planSessionDates(
    sessions.map(({ streetId }, i) => ({ streetId, dayType: planned[i]!.dayType })),
    wave.period.startsOn,
    wave.period.endsOn,
    draw.seed,
  );
  const round = sessions
    .map((unit, i) => ({
      unit,
      plannedOn: dates[i] ?? null,
      when: `${dates[i] ?? "9"} ${planned[i]!.startsAt}`,
    }))
    .sort((a, b) => (a.when < b.when ? -1 : 1))
    .map(({ unit, plannedOn }, i) => caseOfUnit(wave, unit, i + 1, plannedOn));
  await insertRows(db, cases, [...walk, ...round]);
}

const EMPTY = {
  communityId: null,
  dwellingId: null,
  siteSlotId: null,
  replicate: 0,
  interval: null,
  selectionSeed: null,
};

function released({ cityId, drawId, now }: DrawnWave): typeof EMPTY & {
  cityId: string;
  drawId: string;
  id: string;
  releasedAt: Date | null;
} {
  return { ...EMPTY, cityId, drawId, id: uuidv7(), releasedAt: now };
}

function communityUnits(wave: DrawnWave, draw: WaveDraw, frame: CodedFrame): Unit[] {
  return draw.communities.map((community) => ({
    ...released(wave),
    mode: "household",
    stage: 1,
    streetId: idOf(frame.streetIds, community.streetId),
    communityId: idOf(frame.communityIds, community.communityId),
    stratum: community.stratum,
    psu: community.communityId,
    drawOrder: community.order,
    size: community.size,
    conditionalPi: community.pi,
    overallPi: community.pi,
  }));
}

/** In walking order: community by community, each in the order of its listing. Reserves wait for their release. */
function dwellingUnits(
  wave: DrawnWave,
  draw: WaveDraw,
  frame: CodedFrame,
  listings: ReadonlyMap<string, readonly string[]>,
): Unit[] {
  const place = (d: WaveDraw["dwellings"][number]) => [d.streetId, d.communityId] as const;
  const walk = [...draw.dwellings].sort((a, b) => {
    const [street, community] = place(a);
    const [otherStreet, otherCommunity] = place(b);
    return compare(street, otherStreet) || compare(community, otherCommunity) || a.position - b.position;
  });
  return walk.map((dwelling) => {
    const communityId = idOf(frame.communityIds, dwelling.communityId);
    return {
      ...released(wave),
      mode: "household",
      stage: 2,
      streetId: idOf(frame.streetIds, dwelling.streetId),
      communityId,
      dwellingId: listings.get(communityId)![dwelling.position - 1]!,
      replicate: dwelling.replicate,
      releasedAt: dwelling.replicate === 0 ? wave.now : null,
      stratum: dwelling.stratum,
      psu: dwelling.psu,
      drawOrder: dwelling.order,
      size: 1,
      conditionalPi: dwelling.conditionalPi,
      overallPi: dwelling.overallPi,
      selectionSeed: dwelling.selectionSeed,
    };
  });
}

function sessionUnits(wave: DrawnWave, draw: WaveDraw, frame: CodedFrame): Unit[] {
  return draw.sessions.map((session) => ({
    ...released(wave),
    mode: "intercept",
    stage: 1,
    streetId: idOf(frame.streetIds, session.streetId),
    siteSlotId: frame.siteSlots.get(session.siteSlotId)!.id,
    stratum: session.stratum,
    psu: session.psu,
    drawOrder: session.order,
    size: session.size,
    conditionalPi: session.conditionalPi,
    overallPi: session.overallPi,
    interval: session.interval,
  }));
}

/** A case to be worked on for a released unit. */
export function caseOfUnit(
  { cityId, waveId }: { cityId: string; waveId: string },
  unit: Pick<Unit, "id" | "mode" | "streetId" | "dwellingId" | "siteSlotId">,
  walkOrder: number,
  plannedOn: string | null,
): Case {
  const { id: drawnUnitId, mode, streetId, dwellingId, siteSlotId } = unit;
  return {
    cityId,
    id: uuidv7(),
    waveId,
    drawnUnitId,
    mode,
    streetId,
    dwellingId,
    siteSlotId,
    walkOrder,
    plannedOn,
  };
}

function siteSlotOf(frame: CodedFrame, id: string) {
  return [...frame.siteSlots.values()].find((siteSlot) => siteSlot.id === id)!;
}

function idOf(ids: ReadonlyMap<string, string>, code: string): string {
  const id = ids.get(code);
  if (id === undefined) throw new Error(`the frame has no ${code}`);
  return id;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
