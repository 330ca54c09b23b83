import type { Database } from "#db/client.ts";
import { closeWave } from "#db/queries/close-wave.ts";
import { publishWave } from "#db/queries/publish-wave.ts";
import { storeManyRecords } from "#db/queries/store-many-records.ts";
import { opinionDrift } from "#surveys/demo/opinion-course.ts";
import { createOpinions } from "#surveys/demo/opinions.ts";
import { EARLIER_PLANS } from "#surveys/demo/simulate-wave.ts";
import { createRandom, deriveSeed } from "#surveys/sampling/random.ts";
import { NOBODY } from "./demo-cast.ts";
import { demoFieldWork } from "./demo-field-work.ts";
import type { DemoField } from "./demo-record.ts";
import { type DemoCity, type DemoWave, drawDemoWave } from "./draw-demo-wave.ts";
import { type earlierClocks } from "./field-clock.ts";
import { onlineRecords } from "./online-records.ts";

const ONLINE = { full: 60, small: 20 };

/**
 * The monthly waves before the present one, which are over and published: each keeps half of the communities of the one before it, and
 * people think a little better of the district every month.
 *
 * @param clocks  the latest first
 * @param slug    of the present wave's public questionnaire
 * @returns       the latest wave; null without any
 */
export async function fillEarlierWaves(
  database: Database,
  city: DemoCity,
  wish: {
    clocks: ReturnType<typeof earlierClocks>;
    size: "full" | "small";
    seed: string;
    slug: string;
    onDone(waves: number): void;
  },
): Promise<DemoWave | null> {
  const { clocks, size, slug, onDone } = wish;
  let earlier: DemoWave | null = null;
  for (const [i, clock] of [...clocks].reverse().entries()) {
    const wavesAgo = clocks.length - i;
    const { month } = clock;
    const seed = deriveSeed(wish.seed, "earlier wave", wavesAgo);
    const { district, opinions: now } = city.ground;
    const opinions = createOpinions(district, now.sheet, opinionDrift(now.sheet, wavesAgo));
    const then = { ...city, ground: { ...city.ground, opinions } };
    const plan = EARLIER_PLANS[size];
    earlier = await drawDemoWave(database, then, clock, {
      ...{ month, plan, slug: `${slug}-${month}`, seed, earlier },
    });
    const random = createRandom(deriveSeed(seed, "records", clock.today));
    const { cityId, questionnaireVersionId } = city;
    const field: DemoField = {
      ...{ cityId, waveId: earlier.waveId, questionnaireVersionId, district, opinions, clock, random },
    };
    await storeEverything(database, field, earlier, city, deriveSeed(seed, "online"), ONLINE[size]);
    onDone(i + 1);
  }
  return earlier;
}

async function storeEverything(
  database: Database,
  field: DemoField,
  { waveId, simulated }: DemoWave,
  { cityId, staff, admin, supervisor }: DemoCity,
  onlineSeed: string,
  online: number,
): Promise<void> {
  const { now } = field.clock;
  const work = await demoFieldWork(database, field, simulated, {
    ...staff,
    cast: NOBODY,
    learner: undefined,
  });
  const chains = [
    ...work.households,
    ...work.sessions,
    { userId: null, records: onlineRecords(field, online, onlineSeed) },
  ];
  const records = chains.flatMap(({ userId, records: sent }) =>
    sent.map(({ kind, body, receivedAt }) => ({
      ...{ kind, userId, receivedAt },
      bytes: Buffer.from(JSON.stringify(body)),
    })),
  );
  await storeManyRecords(database, cityId, waveId, records);
  await closeWave(database, cityId, { waveId, userId: supervisor, now });
  const publishedAt = field.clock.moment(field.clock.today, "16:00");
  await publishWave(database, cityId, { waveId, userId: admin, now: publishedAt, fingerprint: null });
}
