import type { Database } from "#db/client.ts";
import { planSessionDay } from "#db/queries/plan-session-day.ts";
import { type CasePlace, readCasePlaces } from "#db/queries/read-case-places.ts";
import type { Shift } from "#surveys/demo/field-shifts.ts";
import { hashedUniform } from "#surveys/demo/hashed-noise.ts";
import type { PlacedVisit } from "#surveys/demo/plan-rounds.ts";
import type { SimulatedWave } from "#surveys/demo/simulate-wave.ts";
import { VISITS_DUE } from "#surveys/fieldwork/case-status.ts";
import { periodOver } from "#surveys/fieldwork/wave-course.ts";
import type { DemoCast, Post } from "./demo-cast.ts";
import type { DemoChain, DemoField } from "./demo-record.ts";
import { addDays, type FieldClock, isOver } from "./field-clock.ts";
import { type DemoDwelling, householdRecords, type TimedVisit } from "./household-records.ts";
import { isAt, mannerOf } from "./interview-manner.ts";
import { type SessionDay, sessionDays, type SiteCase } from "./session-days.ts";
import { sessionRecords } from "./session-records.ts";
import { streetRounds, targetOf, type Walker } from "./street-rounds.ts";

/** Dwellings that are left to whoever tries out a volunteer's tablet. */
const LEFT_DWELLINGS = 12;
/** How far the wrong clock was behind on one long shift and ahead on another, ms. */
const WRONG_CLOCK = [26 * 60_000, -95 * 60_000];

export interface DemoFieldWork {
  households: DemoChain[];
  sessions: DemoChain[];
  /** By street: dwellings that nobody has been to yet. */
  untouched: { street: number; home: DemoDwelling; userId: string }[];
}

export interface Staff {
  cast: DemoCast;
  /** Volunteers by user id. */
  posts: ReadonlyMap<string, Post>;
  /** Everybody's tablet. */
  devices: ReadonlyMap<string, string>;
  /** Has some work left for whoever tries it out. */
  learner: string | undefined;
}

/**
 * The fieldwork of a simulated wave up to now as the records of whoever has the cases. The sample in the database must
 * be the simulated one: same lists, plan and seed.
 *
 * @throws if it is not
 */
export async function demoFieldWork(
  database: Database,
  field: DemoField,
  wave: SimulatedWave,
  { cast, posts, devices, learner }: Staff,
): Promise<DemoFieldWork> {
  const { clock, district } = field;
  const places = await readCasePlaces(database, field.cityId, field.waveId);
  const sites = sitesOf(field, wave, places);
  const days = sessionDays(clock, sites, { behind: cast.behind, learner });
  for (const { place } of sites) {
    const { plannedOn } = days.get(place.id)!;
    if (plannedOn !== place.plannedOn) await planSessionDay(database, field.cityId, place.id, plannedOn);
  }

  const homes = new Map(
    wave.households.map((home) => [`${home.drawn.communityId}/${home.drawn.position}`, home]),
  );
  const walkers = [...posts].map(([userId, post]): Walker & Post => ({
    ...post,
    userId,
    manner: mannerOf(cast, post),
    homes: places
      .filter((place) => place.mode === "household" && place.userId === userId)
      .map((place) => ({ place, found: known(homes.get(`${place.communityCode}/${place.position}`)).found })),
    busy: sites
      .filter(({ place }) => place.userId === userId)
      .flatMap(({ place }) => asBusy(clock, days.get(place.id)!)),
    left: userId === learner ? LEFT_DWELLINGS : 0,
  }));
  const work: DemoFieldWork = { households: [], sessions: [], untouched: [] };
  const over = periodOver(clock.startsOn, clock.endsOn, clock.today);
  district.streets.forEach((_, street) => {
    const here = walkers.filter((walker) => walker.street === street);
    const target = targetOf(street, over, cast.behind.includes(street));
    const rounds = streetRounds(street, here, clock.daysOver, target);
    for (const walker of here) {
      const { userId, manner } = walker;
      const timesOf = deviceTimes(clock, cast, walker, rounds);
      const isBusy = walkers.indexOf(walker) % 3 === 0 && !isOver(clock);
      const putOff = isBusy ? latestInterview(walker, rounds) : undefined;
      for (const { place, found } of walker.homes) {
        const home = { caseId: place.id, deviceId: devices.get(userId)!, found, manner };
        const visits = timesOf(rounds.get(place.id)!);
        const last = visits.at(-1);
        if (last) last.isPutOff = place.id === putOff;
        if (visits.length === 0) work.untouched.push({ street, home, userId });
        else {
          const records = householdRecords(field, home, visits, nextAppointment(clock, found.dwelling));
          work.households.push({ userId, records });
        }
      }
    }
  });
  for (const { place, session } of sites) {
    const { held } = days.get(place.id)!;
    const userId = known(place.userId ?? undefined);
    if (!held) continue;
    const manner = mannerOf(cast, known(posts.get(userId)));
    const demo = { caseId: place.id, deviceId: devices.get(userId)!, session, manner, ...held };
    work.sessions.push({ userId, records: sessionRecords(field, demo) });
  }
  return work;
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the simulated wave is not the one in the database");
  return value;
}

function sitesOf({ district }: DemoField, wave: SimulatedWave, places: readonly CasePlace[]): SiteCase[] {
  const sessions = new Map(wave.sessions.map((session) => [session.drawn.psu, session]));
  return places
    .filter(({ mode }) => mode === "intercept")
    .map((place) => {
      const session = known(sessions.get(place.psu));
      const { street, slot } = known(district.siteSlots[session.held.siteSlot]);
      return { place, session, street, dayType: known(district.slots[slot]).dayType };
    });
}

/** A session in minutes of its day. */
function asBusy(clock: FieldClock, { plannedOn, held }: SessionDay): Pick<Shift, "day" | "from" | "to">[] {
  if (!held) return [];
  const midnight = clock.moment(plannedOn, "00:00").getTime();
  const day = Math.round((midnight - clock.moment(clock.startsOn, "00:00").getTime()) / 86_400_000);
  const minute = (at: Date) => (at.getTime() - midnight) / 60_000;
  return [{ day, from: minute(held.opens), to: minute(held.closes) }];
}

/** Case of the dwelling that a walker interviewed in last: there they were asked to come again instead. */
function latestInterview({ homes }: Walker, rounds: ReadonlyMap<string, PlacedVisit[]>): string | undefined {
  const interviewed = homes.flatMap(({ place, found }) => {
    const last = rounds.get(place.id)!.at(-1);
    const isDone = found.visits.length === rounds.get(place.id)!.length;
    const { reason } = found.visits.at(-1)!;
    return last && isDone && found.visits.length < VISITS_DUE && reason === "interviewed"
      ? [{ id: place.id, ...last }]
      : [];
  });
  interviewed.sort((a, b) => a.shift.day - b.shift.day || a.minute - b.minute);
  return interviewed.at(-1)?.id;
}

/** What a walker's tablet shows at each visit: the time, but on two shifts of one tablet. */
function deviceTimes(
  clock: FieldClock,
  { wrongClock }: DemoCast,
  walker: Walker & Post,
  rounds: ReadonlyMap<string, PlacedVisit[]>,
) {
  const isWrong = isAt(walker, wrongClock);
  const own = walker.homes.flatMap(({ place }) => rounds.get(place.id) ?? []);
  const load = (shift: Shift) => own.filter((visit) => visit.shift === shift).length;
  const shifts = [...new Set(own.map(({ shift }) => shift))].sort((a, b) => load(b) - load(a));
  const wrong = new Map(isWrong ? WRONG_CLOCK.map((offset, i) => [shifts[i], offset]) : []);
  return (visits: readonly PlacedVisit[]): TimedVisit[] =>
    visits.map(({ shift, minute }) => {
      const clockOffset = wrong.get(shift) ?? 0;
      const at = clock.moment(clock.dateOf(shift.day), "00:00", minute);
      return { at: new Date(at.getTime() - clockOffset), clockOffset };
    });
}

/** Today in the evening, tomorrow, or lately and not kept. */
function nextAppointment(clock: FieldClock, dwelling: number): Date {
  const chance = hashedUniform(67, dwelling, 1);
  const day = chance < 0.45 ? 0 : chance < 0.7 ? 1 : -1;
  return clock.moment(
    addDays(clock.today, day),
    "18:30",
    15 * Math.floor(8 * hashedUniform(67, dwelling, 2)),
  );
}
