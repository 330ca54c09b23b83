import { v7 as uuidv7 } from "uuid";
import { type CasePlace, readCasePlaces } from "#db/queries/read-case-places.ts";
import type { Database } from "#db/client.ts";
import type { SimulatedWave } from "#surveys/demo/simulate-wave.ts";
import type { DemoChain, DemoField } from "./demo-record.ts";
import { householdRecords, type Progress } from "./household-records.ts";
import { sessionRecords } from "./session-records.ts";

/** What is left of the demo volunteer's round: these dwellings, a session, and two appointments for tomorrow. */
const LEFT_DWELLINGS = 12;
const APPOINTMENTS = 2;

/**
 * The fieldwork of a simulated wave as the records of whoever has the cases. The sample in the database must be the
 * simulated one: same lists, plan and seed.
 *
 * @param learner  the volunteer whose round is not finished, so that a visitor of the demo has something to do
 */
export async function demoFieldWork(
  database: Database,
  field: DemoField,
  wave: SimulatedWave,
  learner: string | undefined,
): Promise<{ households: DemoChain[]; sessions: DemoChain[] }> {
  const places = await readCasePlaces(database, field.cityId, field.waveId);
  const dwellings = places.filter(({ mode }) => mode === "household");
  const sites = places.filter(({ mode }) => mode === "intercept");
  const homes = new Map(
    wave.households.map((home) => [`${home.drawn.communityId}/${home.drawn.position}`, home]),
  );
  const held = new Map(wave.sessions.map((session) => [session.drawn.psu, session]));
  const devices = new Map(places.map(({ userId }) => [userId, uuidv7()]));

  const theirs = dwellings.filter(({ userId }) => userId === learner);
  const left = new Set(theirs.filter((_, i) => i % 2 === 0).slice(-LEFT_DWELLINGS));
  const booked = new Set(theirs.filter((place) => !left.has(place)).slice(-APPOINTMENTS));
  const latest = sites
    .filter(({ userId }) => userId === learner)
    .sort((a, b) => ((a.plannedOn ?? "") < (b.plannedOn ?? "") ? -1 : 1))
    .at(-1);

  const progressOf = (place: CasePlace): Progress => (booked.has(place) ? "appointment" : "done");
  return {
    households: dwellings
      .filter((place) => !left.has(place))
      .map((place) => {
        const home = homes.get(`${place.communityCode}/${place.position}`);
        if (!home)
          throw new Error(`the simulated wave did not draw ${place.communityCode}/${place.position}`);
        const device = devices.get(place.userId)!;
        return {
          userId: place.userId,
          records: householdRecords(field, place.id, device, home, progressOf(place)),
        };
      }),
    sessions: sites
      .filter((place) => place !== latest)
      .map((place) => {
        const session = held.get(place.psu);
        if (!session) throw new Error(`the simulated wave did not draw ${place.psu}`);
        const records = sessionRecords(field, place, devices.get(place.userId)!, session);
        return { userId: place.userId, records };
      }),
  };
}
