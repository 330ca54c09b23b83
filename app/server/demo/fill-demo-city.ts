import type { Database } from "#db/client.ts";
import { addQuestionnaire } from "#db/queries/add-questionnaire.ts";
import { addWave } from "#db/queries/add-wave.ts";
import { assignAsSuggested } from "#db/queries/assign-cases.ts";
import { drawWave } from "#db/queries/draw-wave.ts";
import { importDistrict } from "#db/queries/import-district.ts";
import { openWave } from "#db/queries/open-wave.ts";
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";
import type { DemoDistrict } from "#surveys/demo/demo-district.ts";
import { createOpinions } from "#surveys/demo/opinions.ts";
import { DEMO_LAMBDA, DEMO_PLAN, simulateWave, SMALL_PLAN, waveGround } from "#surveys/demo/simulate-wave.ts";
import { STANDARD_QUESTIONNAIRE } from "#surveys/questionnaires/standard-questionnaire.ts";
import { createRandom, deriveSeed } from "#surveys/sampling/random.ts";
import type { SeedOptions, SeedStep } from "../seed-demo.ts";
import { CAST } from "./demo-cast.ts";
import { demoFieldWork, type Staff } from "./demo-field-work.ts";
import { addDemoPeople, demoPeople, type DemoSignIn, volunteerPosts } from "./demo-people.ts";
import type { DemoChain, DemoField } from "./demo-record.ts";
import { districtToImport } from "./district-to-import.ts";
import { addDays, type FieldClock, fieldClock } from "./field-clock.ts";
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
  { passwords, onProgress, size, now, seed }: Required<SeedOptions> & { seed: string },
): Promise<DemoSignIn[]> {
  const clock = fieldClock(now);
  const asOf = `${clock.today.slice(0, 4)}-01-01`;
  const imported = await importDistrict(database, cityId, districtToImport(district, asOf));
  onProgress("seed-district", 1, 1);

  onProgress("seed-people", 0, 1);
  const people = demoPeople(imported);
  const { signIns, userIds } = await addDemoPeople(database, cityId, people, passwords);
  onProgress("seed-people", 1, 1);

  onProgress("seed-draw", 0, 1);
  const waveSeed = deriveSeed(seed, "wave");
  const plan = { ...(size === "full" ? DEMO_PLAN : SMALL_PLAN), reserve: RESERVE };
  const { sheet, questionnaireVersionId, scoringSheetId } = await addDemoQuestionnaire(database);
  const waveId = await addWave(
    database,
    cityId,
    {
      districtId: imported.districtId,
      ...nameWave(clock),
      startsOn: clock.startsOn,
      endsOn: clock.endsOn,
      questionnaireVersionId,
      scoringSheetId,
      plan,
      lambda: DEMO_LAMBDA,
      targetShare: 15,
    },
    SLUG,
    userIds.get("admin") ?? null,
  );
  const supervisor = userIds.get("supervisor") ?? "";
  const drawnAt = clock.moment(addDays(clock.startsOn, -3), "15:00");
  await drawWave(database, cityId, waveId, deriveSeed(waveSeed, "draw"), supervisor, drawnAt);
  const everything = { dwellings: Infinity, sessions: Infinity };
  await assignAsSuggested(database, cityId, {
    ...{ waveId, streets: "all", most: everything, fingerprint: null, assignedBy: supervisor, now: drawnAt },
  });
  const openedAt = clock.moment(clock.startsOn, "08:00");
  await openWave(database, cityId, { waveId, userId: supervisor, now: openedAt });
  onProgress("seed-draw", 1, 1);

  const opinions = createOpinions(district, sheet);
  const wave = simulateWave(waveGround(district, opinions), plan, waveSeed);
  const random = createRandom(deriveSeed(seed, "records", clock.today));
  const field: DemoField = { cityId, waveId, questionnaireVersionId, district, opinions, clock, random };
  const staff = staffOf(district, size, userIds);
  const work = await demoFieldWork(database, field, wave, staff);
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
  await readWaveEstimates(database, cityId, waveId);
  onProgress("seed-estimates", 1, 1);
  return signIns;
}

function staffOf(
  { streets }: DemoDistrict,
  size: "full" | "small",
  userIds: ReadonlyMap<string, string>,
): Staff & { spared: Set<string> } {
  const cast = CAST[size];
  const posts = volunteerPosts(streets.length).map(
    ({ login, ...post }) => [userIds.get(login)!, post] as const,
  );
  const spared = posts.filter(([, post]) => mannerOf(cast, post) !== "ordinary");
  return {
    cast,
    posts: new Map(posts),
    learner: userIds.get("volunteer")!,
    spared: new Set(spared.map(([id]) => id)),
  };
}

async function addDemoQuestionnaire(database: Database) {
  const added = await addQuestionnaire(database, STANDARD_QUESTIONNAIRE);
  return { sheet: STANDARD_QUESTIONNAIRE.sheet, ...added };
}

function nameWave({ today }: FieldClock) {
  const [year = "", month = ""] = today.split("-");
  const name = new Date(`${today}T00:00:00Z`).toLocaleString("en", { month: "long", timeZone: "UTC" });
  return {
    code: `${year}-${month}`,
    nameZh: `${year}年${Number(month)}月模拟测评`,
    nameEn: `Mock survey of ${name} ${year}`,
  };
}
