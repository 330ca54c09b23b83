import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import type { Mode } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { cases, quarantine, responses } from "../schema/index.ts";

export interface WaveProgress {
  /** Complete and partial interviews that stand. */
  received: Record<Mode, number>;
  /** Selected dwellings and planned sessions. */
  cases: Record<"household" | "intercept", number>;
  /** Records in quarantine that nobody has decided on. */
  quarantined: number;
}

const count = sql<number>`count(*)::int`;

/** How far each wave has come, by wave id. */
export async function countProgress(
  db: Database,
  cityId: string,
  waveIds: readonly string[],
): Promise<Map<string, WaveProgress>> {
  const progress = new Map(
    waveIds.map((id): [string, WaveProgress] => [
      id,
      {
        received: { household: 0, intercept: 0, online: 0 },
        cases: { household: 0, intercept: 0 },
        quarantined: 0,
      },
    ]),
  );
  if (waveIds.length === 0) return progress;
  const ids = [...waveIds];
  const [received, drawn, held] = await Promise.all([
    db
      .select({ waveId: responses.waveId, mode: responses.mode, count })
      .from(responses)
      .where(
        and(
          eq(responses.cityId, cityId),
          inArray(responses.waveId, ids),
          eq(responses.live, true),
          eq(responses.standing, "counts"),
          ne(responses.outcome, "ineligible"),
        ),
      )
      .groupBy(responses.waveId, responses.mode),
    db
      .select({ waveId: cases.waveId, mode: cases.mode, count })
      .from(cases)
      .where(and(eq(cases.cityId, cityId), inArray(cases.waveId, ids)))
      .groupBy(cases.waveId, cases.mode),
    db
      .select({ waveId: quarantine.waveId, count })
      .from(quarantine)
      .where(
        and(eq(quarantine.cityId, cityId), inArray(quarantine.waveId, ids), isNull(quarantine.decidedAt)),
      )
      .groupBy(quarantine.waveId),
  ]);
  for (const row of received) progress.get(row.waveId)!.received[row.mode] = row.count;
  for (const row of drawn) progress.get(row.waveId)!.cases[row.mode] = row.count;
  for (const row of held) if (row.waveId) progress.get(row.waveId)!.quarantined = row.count;
  return progress;
}
