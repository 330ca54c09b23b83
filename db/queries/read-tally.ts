import { type SQL, sql } from "drizzle-orm";
import { buildTally, type Mode, type Tally, type TallyRecord } from "#analysis/tally.ts";
import type { ScoringSheet } from "#surveys/scoring-sheet.ts";
import type { Database } from "../client.ts";
import { readDrawnPsus } from "./read-drawn-psus.ts";

/**
 * The tally of one mode of a weighting run: one aggregate in the database, whatever the number of responses.
 *
 * Streets are ids. PSUs that were drawn and have no weighted response are rows with n = 0.
 *
 * @returns  null where the mode has neither a weighted response nor a drawn PSU
 */
export async function readTally(
  db: Database,
  cityId: string,
  runId: string,
  mode: Mode,
  sheet: ScoringSheet,
): Promise<Tally | null> {
  const rows = (await db.execute(tallyQuery(cityId, runId, mode, sheet))) as unknown as TallyRecord[];
  const records = [...rows];
  const seen = new Set(records.map(({ stratum, psu }) => `${stratum}\n${psu}`));
  if (mode !== "online") {
    const drawn = await readDrawnPsus(db, cityId, runId, mode);
    const blank = emptyRecord(sheet);
    for (const psu of drawn) if (!seen.has(`${psu.stratum}\n${psu.psu}`)) records.push({ ...blank, ...psu });
  }
  const items = sheet.items.map(({ id }) => id);
  return records.length > 0 ? buildTally(mode, items, records) : null;
}

function emptyRecord(sheet: ScoringSheet) {
  return {
    ageBand: null,
    sex: null,
    n: 0,
    sumW: 0,
    sumW2: 0,
    items: new Array<number>(sheet.items.length * 7).fill(0),
    shares: [0, 0, 0, 0, 0, 0],
  };
}

/**
 * One wide GROUP BY over the array columns, twice as fast as unfolding them. Codes and scores are read by place,
 * so the sheet must be the one that the responses were scored with.
 */
function tallyQuery(cityId: string, runId: string, mode: Mode, sheet: ScoringSheet): SQL {
  return groupedUnits(
    sheet,
    sql`
      select rw.stratum, rw.psu, rw.street_id, ${unitColumns(sheet)}
      from response_weights rw
      join responses r on r.city_id = rw.city_id and r.id = rw.response_id
      where rw.city_id = ${cityId} and rw.run_id = ${runId} and rw.mode = ${mode}`,
  );
}

/** What a tally takes of a weighted response `rw` joined to its `r`. */
export function unitColumns(sheet: ScoringSheet): SQL {
  const places = sheet.items.map((_, i) =>
    sql.raw(`r.answer_codes[${i + 1}] as c${i + 1}, r.scores[${i + 1}] as s${i + 1}`),
  );
  return sql`r.age_band, r.sex, rw.weight as w, r.own_share_sheet, r.own_share_other, ${sql.join(places, sql`, `)}`;
}

/** The tally's records from a query of units: stratum, psu, street_id and `unitColumns`. */
export function groupedUnits(sheet: ScoringSheet, units: SQL): SQL {
  const items = sheet.items.map(({ options }, i) => itemAggregates(i + 1, satisfiedPlaces(options)));
  // The offset keeps the planner from taking elements out of the arrays once an aggregate instead of once a row.
  return sql`
    select stratum, psu, street_id as street, age_band as "ageBand", sex,
      count(*)::int as n, sum(w) as "sumW", sum(w * w) as "sumW2",
      array[${sql.join(items, sql`, `)}]::float8[] as items,
      array[${shareAggregates(sql`own_share_sheet`)}, ${shareAggregates(sql`own_share_other`)}]::float8[] as shares
    from (${units} offset 0) units
    group by stratum, psu, street_id, age_band, sex`;
}

/** Per item: answered, don't know, Σwa, Σwd, Σway, Σway², Σws. Sums skip nulls: a score is null where no option was chosen. */
function itemAggregates(place: number, satisfied: readonly number[]): SQL {
  const [c, s] = [`c${place}`, `s${place}`];
  return sql.raw(`
    count(*) filter (where ${c} >= 0), count(*) filter (where ${c} = -1),
    coalesce(sum(w) filter (where ${c} >= 0), 0), coalesce(sum(w) filter (where ${c} = -1), 0),
    coalesce(sum(w * ${s}), 0), coalesce(sum(w * ${s} * ${s}), 0),
    coalesce(sum(w) filter (where ${c} in (${satisfied.join(", ") || "null"})), 0)`);
}

function satisfiedPlaces(options: ScoringSheet["items"][number]["options"]): number[] {
  return options.flatMap(({ satisfied }, place) => (satisfied ? [place] : []));
}

function shareAggregates(share: SQL): SQL {
  return sql`coalesce(sum(w) filter (where ${share} is not null), 0), coalesce(sum(w * ${share}), 0), coalesce(sum(w * ${share} * ${share}), 0)`;
}
