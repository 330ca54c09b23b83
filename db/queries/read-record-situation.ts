import { sql } from "drizzle-orm";
import type { RecordSituation } from "#surveys/fieldwork/judge-record.ts";
import type { Standing } from "#surveys/fieldwork/response-as-visit.ts";
import type { Outcome } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { given, prepared } from "../prepared.ts";
import type { QuarantineReason } from "../schema/index.ts";
import { readCorrectionTarget } from "./read-correction-target.ts";

/** Names of things that a record refers to; null where it does not, or they cannot be read. */
export interface RecordReferences {
  cityId: string;
  id: string;
  sha256: Uint8Array;
  /** Who sent it; null for a citizen. */
  userId: string | null;
  waveId: string | null;
  caseId: string | null;
  sessionId: string | null;
  deviceId: string | null;
  /** Of the record that it puts right. */
  corrects: string | null;
}

export interface StoredSituation extends RecordSituation {
  /** What is kept under this id already: the same bytes, others, or nothing. */
  kept: "same" | "other" | null;
  /** Why these very bytes were quarantined before. */
  quarantined: QuarantineReason | null;
  waveScoringSheetId: string | null;
  /** The wave can be answered by anybody at a public address. */
  hasPublicLink: boolean;
  /** Codes of the streets of the wave's district. */
  streets: readonly string[];
  deviceSeenAt: Date | null;
  isDeviceBlocked: boolean;
}

interface Row {
  record_sha256: Uint8Array | null;
  quarantined: QuarantineReason | null;
  quarantined_other: boolean | null;
  wave_status: string | null;
  scoring_sheet_id: string | null;
  streets: string[] | null;
  linked: boolean | null;
  case_mode: "household" | "intercept" | null;
  case_wave_id: string | null;
  selection_seed: string | null;
  assigned_to: string | null;
  taken_at: string | null;
  session_case_id: string | null;
  latest_roster_at: string | null;
  live_outcome: Outcome | null;
  live_standing: Standing | null;
  device_seen_at: string | null;
  device_blocked: boolean | null;
  corrected: boolean | null;
}

const NOTHING: Row = {
  record_sha256: null,
  quarantined: null,
  quarantined_other: null,
  wave_status: null,
  scoring_sheet_id: null,
  streets: null,
  linked: null,
  case_mode: null,
  case_wave_id: null,
  selection_seed: null,
  assigned_to: null,
  taken_at: null,
  session_case_id: null,
  latest_roster_at: null,
  live_outcome: null,
  live_standing: null,
  device_seen_at: null,
  device_blocked: null,
  corrected: null,
};

const situation = prepared<Row>(sql`
    select r.sha256 as record_sha256,
      q.reason as quarantined, q.other as quarantined_other,
      w.status as wave_status, w.scoring_sheet_id, s.codes as streets, l.linked,
      k.mode as case_mode, k.wave_id as case_wave_id, u.selection_seed, a.user_id as assigned_to, f.taken_at,
      i.case_id as session_case_id, h.happened_at as latest_roster_at, v.outcome as live_outcome,
      v.standing as live_standing,
      d.last_seen_at as device_seen_at, d.blocked_at is not null as device_blocked,
      e.id is not null as corrected
    from cities c
    left join records r on r.city_id = c.id and r.id = ${given("id")}::uuid
    left join (
      select city_id, max(reason) filter (where sha256 = ${given("sha256")}::bytea) as reason,
        bool_or(sha256 <> ${given("sha256")}::bytea) as other
      from quarantine where city_id = ${given("cityId")}::uuid and record_id = ${given("id")}::uuid group by city_id
    ) q on q.city_id = c.id
    left join waves w on w.city_id = c.id and w.id = ${given("waveId")}::uuid
    left join (
      select city_id, district_id, json_agg(code) as codes
      from streets where city_id = ${given("cityId")}::uuid group by city_id, district_id
    ) s on s.city_id = c.id and s.district_id = w.district_id
    left join (
      select city_id, wave_id, true as linked from public_links
      where city_id = ${given("cityId")}::uuid and wave_id = ${given("waveId")}::uuid and active group by city_id, wave_id
    ) l on l.city_id = c.id
    left join cases k on k.city_id = c.id and k.id = ${given("caseId")}::uuid
    left join drawn_units u on u.city_id = c.id and u.id = k.drawn_unit_id
    left join assignments a on a.city_id = c.id and a.case_id = k.id and a.ended_at is null
    left join (
      select city_id, max(ended_at) as taken_at from assignments
      where city_id = ${given("cityId")}::uuid and case_id = ${given("caseId")}::uuid
        and user_id = ${given("userId")}::uuid and ended_at is not null group by city_id
    ) f on f.city_id = c.id
    left join intercept_sessions i on i.city_id = c.id and i.id = ${given("sessionId")}::uuid
    left join (
      select city_id, max(happened_at) as happened_at
      from rosters where city_id = ${given("cityId")}::uuid and case_id = ${given("caseId")}::uuid group by city_id
    ) h on h.city_id = c.id
    left join responses v on v.city_id = c.id and v.case_id = k.id and v.mode = 'household' and v.live
    left join devices d on d.city_id = c.id and d.id = ${given("deviceId")}::uuid
    left join corrections e on e.city_id = c.id and e.corrects = ${given("id")}::uuid and e.case_id = ${given("caseId")}::uuid
    where c.id = ${given("cityId")}::uuid`);

/**
 * Everything that decides what becomes of a record, in one statement, so that all of it is of one moment. Only what a
 * correction names is looked up apart: a second correction of it cannot be stored, whenever it was looked at.
 *
 * The record's own table is read in the same moment as the wave and the assignment: whoever finds the wave closed
 * also finds what was stored before it closed.
 */
export async function readRecordSituation(db: Database, names: RecordReferences): Promise<StoredSituation> {
  const { corrects, ...rest } = names;
  const [found] = await situation(db, rest);
  const correction = corrects ? await readCorrectionTarget(db, names.cityId, names.id, corrects) : null;
  return { ...situationOf(found ?? NOTHING, names.sha256), correction };
}

function situationOf(row: Row, sha256: Uint8Array): Omit<StoredSituation, "correction"> {
  const moment = (text: string | null) => (text === null ? null : new Date(text));
  const isSame = row.record_sha256 && Buffer.compare(row.record_sha256, sha256) === 0;
  return {
    kept: isSame ? "same" : row.record_sha256 || row.quarantined_other ? "other" : null,
    quarantined: row.quarantined,
    waveStatus: row.wave_status,
    waveScoringSheetId: row.scoring_sheet_id,
    hasPublicLink: row.linked === true,
    streets: row.streets ?? [],
    case:
      row.case_mode && row.case_wave_id
        ? {
            mode: row.case_mode,
            waveId: row.case_wave_id,
            assignedTo: row.assigned_to,
            takenFromSenderAt: moment(row.taken_at),
            selectionSeed: row.selection_seed,
          }
        : null,
    sessionCaseId: row.session_case_id,
    latestRosterAt: moment(row.latest_roster_at),
    liveOutcome: row.live_outcome,
    isSentBack: row.live_standing === "sent-back",
    deviceSeenAt: moment(row.device_seen_at),
    isDeviceBlocked: row.device_blocked === true,
    isCorrected: row.corrected === true,
  };
}
