import type { Connection } from "#db/client.ts";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";

interface Synthetic {
  cityId: string;
  waveId: string;
  runId: string;
  rows: number;
  sheet: ScoringSheet;
}

/** Rows at a time, so that progress can be seen and nothing grows without bound. */
const CHUNK = 100_000;

/**
 * Fills in weighted responses with random answers, spread over the drawn PSUs: 45 % household, 45 % intercept, 10 %
 * online. Made by the database itself and without its foreign keys: what is measured is reading them.
 */
export async function syntheticResponses({ sql }: Connection, wanted: Synthetic): Promise<void> {
  const { cityId, waveId, runId, rows, sheet } = wanted;
  const codes = sheet.items
    .map(({ options }) => `floor(random() * ${options.length + 1})::int - 1`)
    .join(", ");
  const scores = sheet.items
    .map(
      ({ options }, i) =>
        `case c[${i + 1}] ${options.map(({ score }, at) => `when ${at} then ${score}`).join(" ")} end`,
    )
    .join(", ");
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      create temporary table cells on commit drop as
      select row_number() over () - 1 as place, * from (
        select distinct u.mode, u.stratum, u.psu, u.street_id from drawn_units u join draws d
          on d.city_id = u.city_id and d.id = u.draw_id
        where d.city_id = ${cityId} and d.wave_id = ${waveId}
          and u.stage = case u.mode when 'household' then 2 else 1 end
      ) drawn`;
    for (let done = 0; done < rows; done += CHUNK) {
      const count = Math.min(CHUNK, rows - done);
      await tx.unsafe(
        `with people as materialized (
          select gen_random_uuid() as id, g % 10 = 0 as online, g % (select count(*) from cells) as place,
            (array['18-35', '36-55', '56-65'])[1 + floor(random() * 3)::int] as age_band,
            (array['female', 'male'])[1 + floor(random() * 2)::int] as sex,
            array[${codes}]::smallint[] as c, 12 + 8 * random() as share, 10 + 90 * random() as weight
          from generate_series(1, $4::int) g
        ), units as (
          select p.*, case when online then 'online' else k.mode end as mode,
            case when online then 'online' else k.stratum end as stratum,
            case when online then 'online' else k.psu end as psu, k.street_id
          from people p join cells k on k.place = p.place
        ), written as (
          insert into responses (city_id, id, wave_id, mode, questionnaire_version_id, outcome, language, started_at,
            completed_at, answers, age_years, age_band, sex, answer_codes, scores, own_share_sheet, own_share_other)
          select $1::uuid, id, $2::uuid, mode, $2::uuid, 'complete', 'zh-CN', now(), now(), '{}', 40, age_band, sex, c,
            array[${scores}]::float8[], share, share
          from units
        )
        insert into response_weights (city_id, run_id, response_id, mode, stratum, psu, street_id, weight)
        select $1::uuid, $3::uuid, id, mode, stratum, psu, street_id, weight
        from units`,
        [cityId, waveId, runId, count],
      );
    }
  });
  await sql`analyze responses, response_weights`;
}
