/** A case that nobody has. */
export interface OpenCase {
  id: string;
  mode: "household" | "intercept";
  streetId: string;
  /** Its community: a community's dwellings stay with one person. A session is a round of its own. */
  round: string;
  /** Sessions: when they are held, "2026-06-13", "08:00", "10:00"; null where no day was planned. */
  day: string | null;
  startsAt: string | null;
  endsAt: string | null;
}

export interface Helper {
  id: string;
  /** Where their role holds; `areaId` null is the whole city. */
  places: readonly { scope: "city" | "district" | "street"; areaId: string | null }[];
}

/** The most that one person is given: open dwellings in all, and sessions on one day. Infinity: no limit. */
export interface DayLoad {
  dwellings: number;
  sessions: number;
}

/** About as many doors as one person can try in a day, and two sessions on one day. */
export const DAY_LOAD: DayLoad = { dwellings: 40, sessions: 2 };

export interface Suggestion {
  given: { caseId: string; userId: string }[];
  /** "nobody": no volunteer may work in that street; "full": they all have a day's work already. */
  left: { caseId: string; why: "nobody" | "full" }[];
}

interface Held extends Pick<OpenCase, "mode" | "day" | "startsAt" | "endsAt"> {
  userId: string;
}

/**
 * Who could take the cases that nobody has: balanced, near, communities together, at most a day's work.
 *
 * A street's cases go to its own volunteers while they have room, then to those of its district, then of the whole city;
 * among them to whoever has the fewest open cases of that mode (the earlier in the list on a tie). Larger communities go
 * first (longest processing time first, Graham 1969). A community larger than a day's load is cut in walking order.
 * Nobody gets two sessions that overlap.
 *
 * @param cases      in walking order
 * @param districts  district of each street, by street id
 * @param held       open cases that somebody has already
 */
export function suggestAssignments(
  cases: readonly OpenCase[],
  helpers: readonly Helper[],
  districts: ReadonlyMap<string, string>,
  held: readonly Held[],
  most: DayLoad,
): Suggestion {
  const load = new Map<string, Held[]>();
  const take = (each: Held) =>
    load.set(`${each.userId} ${each.mode}`, [...heldBy(each.userId, each.mode), each]);
  const heldBy = (userId: string, mode: OpenCase["mode"]) => load.get(`${userId} ${mode}`) ?? [];
  for (const each of held) take(each);

  const suggestion: Suggestion = { given: [], left: [] };
  for (const round of roundsOf(cases, most.dwellings)) {
    const { mode, streetId } = round[0]!;
    const near = helpers
      .map((helper) => ({ id: helper.id, distance: distanceTo(helper, streetId, districts) }))
      .filter(({ distance }) => distance < Infinity);
    const [chosen] = near
      .filter(({ id }) => hasRoom(heldBy(id, mode), round, most))
      .map((each) => ({ ...each, has: heldBy(each.id, mode).length }))
      .sort((a, b) => a.distance - b.distance || a.has - b.has);
    for (const each of round) {
      if (!chosen) suggestion.left.push({ caseId: each.id, why: near.length > 0 ? "full" : "nobody" });
      else {
        suggestion.given.push({ caseId: each.id, userId: chosen.id });
        take({ ...each, userId: chosen.id });
      }
    }
  }
  return suggestion;
}

/** How far a volunteer's area is from a street: 0 the street itself, 1 its district, 2 the city; Infinity is out of reach. */
export function distanceTo(
  { places }: Pick<Helper, "places">,
  streetId: string,
  districts: ReadonlyMap<string, string>,
): number {
  const distances = places.map(({ scope, areaId }) => {
    if (scope === "city") return 2;
    if (scope === "district") return areaId === districts.get(streetId) ? 1 : Infinity;
    return areaId === streetId ? 0 : Infinity;
  });
  return Math.min(Infinity, ...distances);
}

/** Cases that one person should have together, the largest first, none larger than a day's load. */
function roundsOf(cases: readonly OpenCase[], most: number): OpenCase[][] {
  const rounds = new Map<string, OpenCase[]>();
  for (const each of cases) {
    const key = each.mode === "household" ? `${each.streetId} ${each.round}` : each.id;
    const round = rounds.get(key);
    if (round) round.push(each);
    else rounds.set(key, [each]);
  }
  const size = Math.max(1, Math.floor(most));
  return [...rounds.values()]
    .flatMap((round) => {
      const pieces = Math.max(1, Math.ceil(round.length / size));
      const long = Math.ceil(round.length / pieces);
      return Array.from({ length: pieces }, (_, i) => round.slice(i * long, (i + 1) * long));
    })
    .sort((a, b) => b.length - a.length);
}

function hasRoom(has: readonly Held[], round: readonly OpenCase[], most: DayLoad): boolean {
  const [first] = round;
  if (first!.mode === "household") return has.length + round.length <= most.dwellings;
  const { day, startsAt, endsAt } = first!;
  if (day === null) return true;
  const sameDay = has.filter((each) => each.day === day);
  const overlaps = sameDay.some(
    (each) => (each.startsAt ?? "") < (endsAt ?? "") && (startsAt ?? "") < (each.endsAt ?? ""),
  );
  return sameDay.length < most.sessions && !(overlaps && most.sessions < Infinity);
}
