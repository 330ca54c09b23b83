import type { RosterMember } from "./work-types.ts";
import type { RecordKind } from "#db/schema/records.ts";
import type { AgeBand, Disposition, Language, Mode, Outcome, Sex } from "#surveys/vocabulary.ts";

export type { RecordKind };

interface Common {
  id: string;
  cityId: string;
  waveId: string;
  /** Of the device that made it; absent from a citizen's own browser. */
  deviceId?: string;
  /** Counts up on the device, in the order things happened. */
  sequence?: number;
}

/** A record that puts another right names it and says why. */
interface Correcting {
  corrects?: string;
  /** At most 500 characters. */
  correctionReason?: string;
}

export interface VisitBody extends Common, Correcting {
  caseId: string;
  disposition: Disposition;
  reason?: string;
  happenedAt: string;
  appointmentAt?: string;
  note?: string;
  findings?: { kind: "wrong-address" | "new-dwelling"; note: string }[];
}

export interface RosterBody extends Common, Correcting {
  caseId: string;
  happenedAt: string;
  members: RosterMember[];
  selected: number | null;
  method: "seeded";
}

export type SessionEvent = "start" | "pause" | "resume" | "end";

export interface SessionBody extends Common {
  caseId: string;
  sessionId: string;
  event: SessionEvent;
  happenedAt: string;
}

export interface ObservedRefusal {
  ageBand: AgeBand | null;
  sex: Sex | null;
}

/** Totals of the session on this device so far, never increments. */
export interface CountsBody extends Common, Correcting {
  caseId: string;
  sessionId: string;
  sequence: number;
  happenedAt: string;
  passed: number;
  approached: number;
  refusals: ObservedRefusal[];
  /** Whose turn it was and who went by before anybody could ask; not among the approached. */
  missed?: number;
  /** Under quotas: asked, and thanked because such people were asked often enough; among the approached. */
  screened?: number;
  deviceId: string;
}

/** A picture of what should be fixed, made small on the device. */
export interface Photo {
  id: string;
  takenAt: string;
  type: "image/jpeg";
  /** Base64. */
  data: string;
}

export type Answers = Record<string, unknown>;

export interface ResponseBody extends Common, Correcting {
  mode: Mode;
  caseId?: string;
  sessionId?: string;
  questionnaireVersionId: string;
  outcome: Outcome;
  answers: Answers;
  language: Language;
  startedAt: string;
  completedAt: string;
  paradata?: Record<string, unknown>;
  photos?: Photo[];
}

export interface RecordBodies {
  visits: VisitBody;
  rosters: RosterBody;
  sessions: SessionBody;
  counts: CountsBody;
  responses: ResponseBody;
}
