import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";

/**
 * Many online answers of one street, each with a comment; every seventh tries what should not work. Written by the
 * database itself and without its foreign keys, for speed.
 */
export async function addComments(
  db: Database,
  { cityId, waveId, residence, count }: { cityId: string; waveId: string; residence: string; count: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`
      insert into responses (city_id, id, wave_id, mode, questionnaire_version_id, outcome, language, started_at,
        completed_at, answers, age_years, age_band, sex, residence, answer_codes, scores, comment)
      select ${cityId}::uuid, gen_random_uuid(), ${waveId}::uuid, 'online', ${waveId}::uuid, 'complete', 'zh-CN',
        timestamptz '2026-06-02 02:00Z' + n * interval '1 second', timestamptz '2026-06-02 02:05Z' + n * interval '1 second',
        '{}', 40, '36-55', 'female', ${residence}, '{}', '{}',
        case when n % 7 = 0 then '=cmd <script>alert(1)</script> 100% ok_' else '路灯坏了 ' || n end
      from generate_series(1, ${count}::int) n`);
  });
}
