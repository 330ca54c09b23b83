import { inArray, type SQL, sql } from "drizzle-orm";
import { withheld, type Outcome, type Withheld } from "#analysis/score/withheld.ts";
import type { DontKnowRule } from "#analysis/tally.ts";
import type { FigureTotals, PartOfWave } from "#analysis/trends/part-of-wave.ts";
import type { ModeFigure, ModePsus } from "#analysis/trends/wave-series.ts";
import type { Database } from "../client.ts";
import { Recent } from "../recent.ts";

/** Which parts of which waves to read. */
export interface SeriesWanted {
  waveIds: readonly string[];
  dontKnow: DontKnowRule;
  /** Null: all. */
  parts: readonly string[] | null;
  /** Domains whose PSU totals come along: one, all, or none. */
  totalsOf: { domain: string } | "all" | null;
}

/** What is kept of a wave. */
export interface KeptSeries {
  /** What it was made from. */
  inputs: string;
  parts: Map<string, PartOfWave>;
}

/** PSUs of a wave take some hundred kilobytes. */
const MOST_HEADS = 240;
const heads = new Recent<Head>(MOST_HEADS);

/** What is kept of some waves. Whether it still holds is for the caller to know. */
export async function readSeriesParts(
  db: Database,
  cityId: string,
  { waveIds, dontKnow, parts, totalsOf }: SeriesWanted,
): Promise<Map<string, KeptSeries>> {
  if (waveIds.length === 0) return new Map();
  const those = sql`s.city_id = ${cityId} and s.dont_know = ${dontKnow}
    and ${inArray(sql.raw("s.wave_id"), [...waveIds])}`;
  const [made, rows] = (await Promise.all([
    db.execute(sql`
      select s.wave_id as "waveId", s.inputs, s.created_at::text as "madeAt" from wave_series s where ${those}`),
    db.execute(sql`
      select s.wave_id as "waveId", s.inputs, p.part, p.estimates, p.variances, p.degrees, p.counts, p.withheld,
        ${totalsColumn("household", totalsOf)} as "householdTotals",
        ${totalsColumn("intercept", totalsOf)} as "interceptTotals"
      from wave_series s
      join wave_series_parts p on p.city_id = s.city_id and p.wave_id = s.wave_id and p.dont_know = s.dont_know
      where ${those} and ${parts ? inArray(sql.raw("p.part"), [...parts]) : sql`true`}`),
  ])) as unknown as [Making[], Row[]];
  const rowsOf = new Map<string, Row[]>();
  for (const row of rows) rowsOf.set(row.waveId, [...(rowsOf.get(row.waveId) ?? []), row]);
  const found = await readHeads(db, cityId, dontKnow, [...made]);
  return new Map(
    found.map((head) => {
      // One that was made anew between the queries is as good as none.
      const own = (rowsOf.get(head.waveId) ?? []).filter(({ inputs }) => inputs === head.inputs);
      const ofWave = own.map((row) => [row.part, partOf(head, row, totalsOf)] as const);
      return [head.waveId, { inputs: head.inputs, parts: new Map(ofWave) }];
    }),
  );
}

/** Which making of a wave's series is kept. */
interface Making {
  waveId: string;
  inputs: string;
  madeAt: string;
}

/** The PSUs of waves, read once as long as their series is not made anew: the same objects, for all who ask. */
async function readHeads(
  db: Database,
  cityId: string,
  dontKnow: DontKnowRule,
  made: readonly Making[],
): Promise<Head[]> {
  const keyOf = ({ waveId, inputs, madeAt }: Making) =>
    JSON.stringify([cityId, dontKnow, waveId, inputs, madeAt]);
  // Held here while the others are read: whoever reads meanwhile may push them out.
  const known = new Map(made.map((each) => [each.waveId, heads.get(keyOf(each))]));
  const missing = made.filter(({ waveId }) => !known.get(waveId)).map(({ waveId }) => waveId);
  const read =
    missing.length === 0
      ? []
      : ((await db.execute(sql`
          select s.wave_id as "waveId", s.inputs, s.created_at::text as "madeAt", s.lambda, s.domains, s.household, s.intercept
          from wave_series s
          where s.city_id = ${cityId} and s.dont_know = ${dontKnow} and ${inArray(sql.raw("s.wave_id"), missing)}`)) as unknown as (Head &
          Making)[]);
  const fresh = new Map([...read].map((head) => [head.waveId, head]));
  for (const head of fresh.values()) heads.keep(keyOf(head), head);
  return made.flatMap(({ waveId }) => fresh.get(waveId) ?? known.get(waveId) ?? []);
}

interface Head extends Omit<PartOfWave, "figures" | "totals"> {
  waveId: string;
  inputs: string;
}

type Numbers = (number | null)[];

interface Row {
  waveId: string;
  inputs: string;
  part: string;
  estimates: Numbers;
  variances: Numbers;
  degrees: Numbers;
  counts: Numbers;
  withheld: (Withheld["withheld"] | null)[];
  householdTotals: Uint8Array | null;
  interceptTotals: Uint8Array | null;
}

/** One domain's slice cut out by the database, all of them, or nothing. */
function totalsColumn(mode: "household" | "intercept", of: SeriesWanted["totalsOf"]): SQL {
  const column = sql.raw(`p.${mode}`);
  if (of === null) return sql`null::bytea`;
  if (of === "all") return column;
  const bytes = sql`(octet_length(${column}) / jsonb_array_length(s.domains))`;
  const place = sql`(
    select d.place - 1 from jsonb_array_elements_text(s.domains) with ordinality d(id, place) where d.id = ${of.domain}
  )`;
  return sql`substring(${column} from (${place} * ${bytes})::int + 1 for ${bytes})`;
}

function partOf(
  { domains, lambda, household, intercept }: Head,
  row: Row,
  totalsOf: SeriesWanted["totalsOf"],
): PartOfWave {
  const figures = row.estimates.map((estimate, d): Outcome<ModeFigure> => {
    const reason = row.withheld[d];
    if (estimate === null) return reason ? { withheld: reason } : withheld("other");
    return { estimate, variance: row.variances[d]!, df: row.degrees[d]!, n: row.counts[d]! };
  });
  const totals = new Map<string, FigureTotals>();
  const read = totalsOf === "all" ? domains : totalsOf === null ? [] : [totalsOf.domain];
  read.forEach((domain, k) => {
    if (!domains.includes(domain)) return;
    totals.set(domain, {
      household: slice(row.householdTotals, household, k),
      intercept: slice(row.interceptTotals, intercept, k),
    });
  });
  return { domains, lambda, household, intercept, figures, totals };
}

/** The doubles of the k-th domain that came along. Copied: doubles must begin at a multiple of eight bytes. */
function slice(bytes: Uint8Array | null, psus: ModePsus | null, k: number): Float64Array | null {
  if (!bytes || !psus) return null;
  const size = psus.psus.length * 8;
  return new Float64Array(Uint8Array.from(bytes.subarray(k * size, (k + 1) * size)).buffer);
}
