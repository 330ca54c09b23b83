import type { Database } from "#db/client.ts";
import { addQuestionnaire } from "#db/queries/add-questionnaire.ts";
import { importDistrict } from "#db/queries/import-district.ts";
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";
import type { DemoDistrict } from "#surveys/demo/demo-district.ts";
import { createOpinions } from "#surveys/demo/opinions.ts";
import { DEMO_PLAN, SMALL_PLAN, waveGround } from "#surveys/demo/simulate-wave.ts";
import { STANDARD_QUESTIONNAIRE } from "#surveys/questionnaires/standard-questionnaire.ts";
import { createRandom, deriveSeed } from "#surveys/sampling/random.ts";
import type { SeedOptions, SeedStep } from "../seed-demo.ts";
import { CAST } from "./demo-cast.ts";
import { fillDemoLedger } from "./demo-ledger.ts";
import { demoFieldWork, type Staff } from "./demo-field-work.ts";
import { addDemoPeople, demoPeople, type DemoSignIn, volunteerPosts } from "./demo-people.ts";
import { type DemoChain, type DemoField, newId } from "./demo-record.ts";
import { districtToImport } from "./district-to-import.ts";
import { type DemoCity, drawDemoWave } from "./draw-demo-wave.ts";
import { earlierClocks, fieldClock } from "./field-clock.ts";
import { fillEarlierWaves } from "./fill-earlier-waves.ts";
import { mannerOf } from "./interview-manner.ts";
import { onlineRecords } from "./online-records.ts";
import { postRecords } from "./post-records.ts";
import { quarantinedRecords } from "./quarantined-records.ts";
import { superviseDemo } from "./supervisor-desk.ts";

const ONLINE = { full: 150, small: 40 };
/** Kept back in every drawn community, for the supervisor to release. */
const RESERVE = { replicates: 2, dwellingsPerCommunity: 2 };
/** Of the public questionnaire. */
const SLUG = "demo";

/** Everything in the demo city, in the order that a real city comes to it. */
export async function fillDemoCity(
  database: Database,
  cityId: string,
  district: DemoDistrict,
  { passwords, onProgress, size, now, seed, earlierWaves }: Required<SeedOptions> & { seed: string },
): Promise<DemoSignIn[]> {
  const clock = fieldClock(now);
  const asOf = `${clock.today.slice(0, 4)}-01-01`;
  const imported = await importDistrict(database, cityId, districtToImport(district, asOf));
  onProgress("seed-district", 1, 1);

  onProgress("seed-people", 0, 1);
  const people = demoPeople(imported);
  const { signIns, userIds } = await addDemoPeople(database, cityId, people, passwords);
  onProgress("seed-people", 1, 1);

  const { sheet, ...versions } = await addDemoQuestionnaire(database);
  const random = createRandom(deriveSeed(seed, "records", clock.today));
  const staff = staffOf(district, size, userIds, () => newId({ random }, clock.now));
  const ground = waveGround(district, createOpinions(district, sheet));
  const [admin = "", supervisor = ""] = [userIds.get("admin"), userIds.get("supervisor")];
  const { districtId } = imported;
  const city: DemoCity = { cityId, districtId, ...versions, ground, staff, admin, supervisor };
  const earlier = await fillEarlierWaves(database, city, {
    ...{ clocks: earlierClocks(clock.startsOn, earlierWaves), size, seed, slug: SLUG },
    onDone: (done) => onProgress("seed-earlier", done, earlierWaves),
  });

  onProgress("seed-draw", 0, 1);
  const { waveId, simulated } = await drawDemoWave(database, city, clock, {
    month: clock.today.slice(0, 7),
    plan: { ...(size === "full" ? DEMO_PLAN : SMALL_PLAN), reserve: RESERVE },
    ...{ slug: SLUG, seed: deriveSeed(seed, "wave"), earlier },
  });
  onProgress("seed-draw", 1, 1);

  const { opinions } = ground;
  const { questionnaireVersionId } = versions;
  const field: DemoField = { cityId, waveId, questionnaireVersionId, district, opinions, clock, random };
  const work = await demoFieldWork(database, field, simulated, staff);
  const post = async (step: SeedStep, chains: DemoChain[]) =>
    postRecords(database, cityId, chains, (done) => onProgress(step, done, chains.length));
  await post("seed-households", work.households);
  await post("seed-sessions", work.sessions);
  const quarantined = await quarantinedRecords(database, field, work, { staff, supervisor });
  await postRecords(database, cityId, quarantined, () => undefined);
  const online = onlineRecords(field, ONLINE[size], deriveSeed(seed, "online"));
  await post(
    "seed-online",
    online.map((record) => ({ userId: null, records: [record] })),
  );

  onProgress("seed-estimates", 0, 1);
  await superviseDemo(database, field, supervisor, staff.spared);
  await fillDemoLedger(database, field, { streetIds: [...imported.streetIds.values()], userId: supervisor });
  await readWaveEstimates(database, cityId, waveId);
  onProgress("seed-estimates", 1, 1);
  return signIns;
}

function staffOf(
  { streets }: DemoDistrict,
  size: "full" | "small",
  userIds: ReadonlyMap<string, string>,
  newDevice: () => string,
): Staff & { spared: Set<string> } {
  const cast = CAST[size];
  const posts = volunteerPosts(streets.length).map(
    ({ login, ...post }) => [userIds.get(login)!, post] as const,
  );
  const spared = posts.filter(([, post]) => mannerOf(cast, post) !== "ordinary");
  return {
    cast,
    posts: new Map(posts),
    devices: new Map(posts.map(([id]) => [id, newDevice()])),
    learner: userIds.get("volunteer")!,
    spared: new Set(spared.map(([id]) => id)),
  };
}

async function addDemoQuestionnaire(database: Database) {
  const added = await addQuestionnaire(database, STANDARD_QUESTIONNAIRE);
  return { sheet: STANDARD_QUESTIONNAIRE.sheet, ...added };
}
