import type { DayType } from "./next-visit.ts";
import type { AgeBand, Disposition, Mode, Outcome, Sex } from "#surveys/vocabulary.ts";

/** What `GET /api/field/work` answers: everything that a day in the field needs, for one volunteer. */
export interface FieldWork {
  serverTime: string;
  city: { id: string; code: string; nameZh: string; nameEn: string; timeZone: string };
  user: { id: string; name: string };
  waves: WorkWave[];
  questionnaires: { versionId: string; definition: Record<string, unknown> }[];
  /** Of the whole district: the choices for where a passer-by lives. */
  streets: { id: string; code: string; nameZh: string; nameEn: string }[];
  cases: WorkCase[];
  /** Under quota sampling: what this tablet may fill until it is next heard of. */
  quotas?: WorkQuota[];
  /** With which copies made by hand are locked: SubjectPublicKeyInfo, base64. */
  copyKey?: { id: string; publicKey: string };
}

export interface WorkQuota {
  waveId: string;
  streetId: string;
  cells: { ageBand: AgeBand; sex: Sex; reserved: number }[];
}

export interface WorkWave {
  id: string;
  code: string;
  nameZh: string;
  nameEn: string;
  status: string;
  startsOn: string;
  endsOn: string;
  questionnaireVersionId: string;
  /** Whom sessions ask; every k-th passer-by if left out. */
  interceptRule?: "every-kth" | "quota";
}

export interface CaseVisit {
  id: string;
  disposition: Disposition;
  reason: string | null;
  happenedAt: string;
  appointmentAt: string | null;
}

export interface RosterMember {
  age: number;
  sex: Sex;
  residentHalfYear: boolean;
}

export interface CaseRoster {
  id: string;
  members: RosterMember[];
  selected: number | null;
}

export interface WorkCase {
  id: string;
  waveId: string;
  mode: Exclude<Mode, "online">;
  walkOrder: number;
  streetId: string;
  communityNameZh: string | null;
  communityNameEn: string | null;
  address: string | null;
  selectionSeed: string | null;
  /** Attempts only, in order. */
  visits: CaseVisit[];
  roster: CaseRoster | null;
  responseOutcome: Outcome | null;
  /** A supervisor asks for this interview to be held again. */
  sentBack?: { responseId: string; reason: string; at: string } | null;
  plannedOn: string | null;
  site: { nameZh: string; nameEn: string; kind: string } | null;
  slot: { nameZh: string; nameEn: string; dayType: DayType; startsAt: string; endsAt: string } | null;
  interval: number | null;
  /** A session of this case was ended, on whatever device. Absent for dwellings. */
  sessionEnded?: boolean;
}
