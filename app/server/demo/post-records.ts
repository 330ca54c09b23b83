import type { Database } from "#db/client.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import type { DemoChain, DemoRecord } from "./demo-record.ts";

/** As many tablets as send at the same time. */
const CONCURRENCY = 8;

/**
 * Sends records through the code that takes them from tablets: chains side by side, each in its order.
 *
 * @param onDone  called with the number of chains that are through
 * @throws if one is not stored, or not quarantined as it says: then the demo itself is wrong
 */
export async function postRecords(
  database: Database,
  cityId: string,
  chains: readonly DemoChain[],
  onDone: (done: number) => void,
): Promise<void> {
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let chain = chains[next++]; chain; chain = chains[next++]) {
      for (const record of chain.records) await post(database, cityId, chain.userId, record);
      onDone(++done);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
}

async function post(
  database: Database,
  cityId: string,
  userId: string | null,
  { kind, body, receivedAt, quarantinedFor }: DemoRecord,
): Promise<void> {
  const result = await storeRecord(database, {
    kind,
    bytes: Buffer.from(JSON.stringify(body)),
    viewer: userId === null ? null : { userId, cityId },
    expectedCityId: cityId,
    language: "zh-CN",
    receivedAt,
  });
  const reason = result.status === "quarantined" ? result.reason : undefined;
  if (result.status !== (quarantinedFor ? "quarantined" : "stored") || reason !== quarantinedFor) {
    throw new Error(`a demo record of ${kind} did not end as it should: ${JSON.stringify({ result, body })}`);
  }
}
