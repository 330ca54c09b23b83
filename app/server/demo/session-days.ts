import type { CasePlace } from "#db/queries/read-case-places.ts";
import type { WaveSession } from "#surveys/demo/simulate-wave.ts";
import { addDays, type FieldClock, isOver } from "./field-clock.ts";

/** A drawn session with its place in the district. */
export interface SiteCase {
  place: CasePlace;
  session: WaveSession;
  street: number;
  dayType: "weekday" | "weekend";
}

/** When a session is planned for, and when it is held if it is. */
export interface SessionDay {
  plannedOn: string;
  held: { opens: Date; closes: Date } | null;
}

/** A session of today lasts as long, should none of today's slots suit the hour. */
const MINUTES = 115;

/**
 * The days of all sessions: each street has one left at most, those of `behind` leave as they were planned and have one
 * that was not held; today one is over, one is running, and one is to come.
 *
 * @param learner  has one left in any case, if they have any
 */
export function sessionDays(
  clock: FieldClock,
  sites: readonly SiteCase[],
  { behind, learner }: { behind: readonly number[]; learner: string | undefined },
): Map<string, SessionDay> {
  if (isOver(clock)) {
    return new Map(
      sites.map((site) => {
        const day = plannedOn(site, clock);
        return [site.place.id, { plannedOn: day, held: inSlot(clock, day, site) }];
      }),
    );
  }
  const days = new Map<string, SessionDay>();
  const streets = new Map<number, SiteCase[]>();
  for (const site of sites) streets.set(site.street, [...(streets.get(site.street) ?? []), site]);
  for (const [street, all] of streets) {
    const order = [...all].sort((a, b) => plannedOn(a, clock).localeCompare(plannedOn(b, clock)));
    const used = new Set(order.map((site) => plannedOn(site, clock)));
    const isBehind = behind.includes(street);
    const last = order.filter(({ place }) => place.userId === learner).at(-1) ?? order.at(-1);
    const missed = isBehind ? order[1] : undefined;
    for (const site of order) {
      const day = plannedOn(site, clock);
      if (site === last) {
        const later = day < clock.today ? nextDay(clock, site.dayType) : day;
        days.set(site.place.id, { plannedOn: later, held: null });
      } else if (day < clock.today) {
        days.set(site.place.id, { plannedOn: day, held: site === missed ? null : inSlot(clock, day, site) });
      } else if (isBehind) {
        days.set(site.place.id, { plannedOn: day, held: null });
      } else {
        const earlier = freeDay(clock, site.dayType, used);
        days.set(site.place.id, { plannedOn: earlier, held: inSlot(clock, earlier, site) });
      }
    }
  }
  for (const [id, day] of sessionsOfToday(clock, sites, days, learner)) days.set(id, day);
  return days;
}

const plannedOn = ({ place }: SiteCase, { today }: FieldClock) => place.plannedOn ?? today;

function dayTypeOf(date: string): SiteCase["dayType"] {
  return new Date(`${date}T00:00:00Z`).getUTCDay() % 6 === 0 ? "weekend" : "weekday";
}

/** A past day of the kind on which the street has no session; it is taken then. */
function freeDay(clock: FieldClock, dayType: string, used: Set<string>): string {
  const past = Array.from({ length: clock.daysOver }, (_, i) => clock.dateOf(clock.daysOver - 1 - i));
  const fitting = past.filter((date) => dayTypeOf(date) === dayType);
  const free = fitting.find((date) => !used.has(date)) ?? fitting[0]!;
  used.add(free);
  return free;
}

function nextDay(clock: FieldClock, dayType: string): string {
  let day = addDays(clock.today, 1);
  while (dayTypeOf(day) !== dayType) day = addDays(day, 1);
  return day;
}

function inSlot(clock: FieldClock, day: string, { place }: SiteCase) {
  return {
    opens: clock.moment(day, place.startsAt ?? "09:00", 2),
    closes: clock.moment(day, place.endsAt ?? "11:00"),
  };
}

/** Three of different streets: in their slots where the hour suits, else around now. */
function sessionsOfToday(
  clock: FieldClock,
  sites: readonly SiteCase[],
  days: ReadonlyMap<string, SessionDay>,
  learner: string | undefined,
): [string, SessionDay][] {
  const { today, now } = clock;
  const isLeft = ({ place }: SiteCase) => days.get(place.id)!.held === null;
  const fitting = sites
    .filter(({ dayType }) => dayType === dayTypeOf(today))
    .sort((a, b) => Number(isLeft(b)) - Number(isLeft(a)));
  const taken = new Set<number>();
  const take = (...suits: ((site: SiteCase) => boolean)[]) => {
    const free = fitting.filter(({ street }) => !taken.has(street));
    const found = suits.map((suit) => free.find(suit)).find((site) => site) ?? free[0];
    if (found) taken.add(found.street);
    return found;
  };
  const slotOf = (site: SiteCase) => inSlot(clock, today, site);
  const notLearner = ({ place }: SiteCase) => place.userId !== learner;
  const runs = (site: SiteCase) => slotOf(site).opens < now && now < slotOf(site).closes;
  const toCome = take(
    (site) => !notLearner(site) && isLeft(site) && slotOf(site).opens > now,
    (site) => isLeft(site) && slotOf(site).opens > now,
    (site) => slotOf(site).opens > now,
    (site) => isLeft(site) && notLearner(site),
  );
  const running = take((site) => notLearner(site) && runs(site), notLearner);
  const over = take((site) => notLearner(site) && slotOf(site).closes < now, notLearner);
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const around = (minutes: number) => ({ opens: before(minutes), closes: before(minutes - MINUTES) });
  const heldOn = (site: SiteCase | undefined, held: SessionDay["held"]): [string, SessionDay][] =>
    site ? [[site.place.id, { plannedOn: today, held }]] : [];
  return [
    ...heldOn(toCome, null),
    ...heldOn(running, running && runs(running) ? slotOf(running) : around(48)),
    ...heldOn(over, over && slotOf(over).closes < now ? slotOf(over) : around(MINUTES + 63)),
  ];
}
