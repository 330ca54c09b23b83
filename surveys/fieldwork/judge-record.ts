import { selectResident } from "../sampling/select-resident.ts";
import { ageBandOf, type Outcome } from "../vocabulary.ts";
import { correctedId, whyNotCorrect, type CorrectionSituation } from "./judge-correction.ts";
import type { ParsedRecord, RecordOf } from "./parse-record.ts";
import type { RecordProblemCode } from "./record-problems.ts";

/** What the server knows around a record when it arrives. */
export interface RecordSituation {
  /** null: there is no such wave. */
  waveStatus: string | null;
  /** null: there is no such case, or the record names none. */
  case: {
    mode: "household" | "intercept";
    waveId: string;
    assignedTo: string | null;
    /** When the case was last taken from the sender; null if it never was. */
    takenFromSenderAt: Date | null;
    selectionSeed: string | null;
  } | null;
  /** Case of the session that the record names; null when it has not been opened yet. */
  sessionCaseId: string | null;
  /** When the case's latest roster was made. */
  latestRosterAt: Date | null;
  /** Outcome of the case's live household response. */
  liveOutcome: Outcome | null;
  /** A supervisor sent that response back: it waits for another in its place. */
  isSentBack: boolean;
  /** Around the record that this one puts right; null when it names none. */
  correction: CorrectionSituation | null;
  /** This very record was put right before it came: it is kept, and another stands for it. */
  isCorrected: boolean;
}

/** Whether a record counts, and if not why; `detail` names ids and fields for the supervisor. */
export type Judgement =
  | { counts: true; supersedes: boolean }
  | {
      counts: false;
      reason: "wave-closed" | "not-your-case" | "superseded" | "second-for-case";
      detail: string;
    }
  | { counts: false; reason: "invalid-answers"; field: string; code: RecordProblemCode };

/**
 * Judges a well-shaped record of a signed-in person by the situation it arrives in; answers are judged elsewhere.
 *
 * The case is the sender's now, or was when the record was made: work done before a case was given to somebody else
 * counts, whenever it arrives. A case has one live household response. A complete one takes the place of a partial or ineligible one
 * and of one that was sent back, a correction that of what it corrects; any other second one does not count.
 *
 * @param userId  who sent it
 */
export function judgeRecord(record: ParsedRecord, situation: RecordSituation, userId: string): Judgement {
  const { waveStatus, case: known } = situation;
  if (waveStatus !== "open") return refused("wave-closed", waveStatus ?? "no such wave");
  if (!known || known.waveId !== record.waveId) return refused("not-your-case", "no such case in this wave");
  if (known.assignedTo !== userId && !(known.takenFromSenderAt && madeAt(record) < known.takenFromSenderAt)) {
    return refused("not-your-case", "assigned to somebody else or nobody");
  }
  const mode = modeNeeded(record);
  if (mode && known.mode !== mode) return invalid("caseId", "not-of-this-mode");
  if ("sessionId" in record && record.sessionId && situation.sessionCaseId) {
    if (situation.sessionCaseId !== record.caseId) return invalid("sessionId", "of-another-case");
  }
  if (situation.isCorrected) return { counts: true, supersedes: false };
  const whyNot = situation.correction && whyNotCorrect(record, situation.correction, userId);
  if (whyNot) return refused("superseded", whyNot);
  if (record.kind === "rosters") return judgeRoster(record, situation, known.selectionSeed);
  if (record.kind === "responses" && correctedId(record) && situation.correction?.target)
    return { counts: true, supersedes: true };
  if (record.kind === "responses" && record.mode === "household") return judgeHousehold(record, situation);
  return { counts: true, supersedes: false };
}

/**
 * Who of a dwelling is interviewed: place in the roster of the person that the drawn seed selects among the eligible.
 *
 * @returns `selected` null when nobody is eligible
 */
export function selectFromRoster(
  members: RecordOf<"rosters">["members"],
  selectionSeed: string,
): { eligible: number; selected: number | null } {
  const eligible = members.flatMap(({ age, residentHalfYear }, i) =>
    residentHalfYear && ageBandOf(age) !== null ? [i] : [],
  );
  if (eligible.length === 0) return { eligible: 0, selected: null };
  return {
    eligible: eligible.length,
    selected: eligible[selectResident(selectionSeed, eligible.length)] ?? null,
  };
}

/** When the record was finished, by the clock of whoever made it. */
export function madeAt(record: ParsedRecord): Date {
  return record.kind === "responses" ? record.completedAt : record.happenedAt;
}

function modeNeeded(record: ParsedRecord): "household" | "intercept" | null {
  if (record.kind === "responses") return record.mode === "online" ? null : record.mode;
  if (record.kind === "rosters") return "household";
  return record.kind === "visits" ? null : "intercept";
}

function judgeRoster(
  { members, selected, happenedAt }: RecordOf<"rosters">,
  { latestRosterAt }: RecordSituation,
  selectionSeed: string | null,
): Judgement {
  if (selectionSeed === null) return invalid("caseId", "not-of-this-mode");
  if (selectFromRoster(members, selectionSeed).selected !== selected)
    return invalid("selected", "other-selection");
  if (latestRosterAt && happenedAt < latestRosterAt)
    return refused("superseded", `a roster of ${latestRosterAt.toISOString()} is stored`);
  return { counts: true, supersedes: false };
}

function judgeHousehold(
  { outcome }: RecordOf<"responses">,
  { liveOutcome, isSentBack }: RecordSituation,
): Judgement {
  if (liveOutcome === null) return { counts: true, supersedes: false };
  if (outcome === "complete" && (liveOutcome !== "complete" || isSentBack))
    return { counts: true, supersedes: true };
  return refused("second-for-case", `the case has a ${liveOutcome} response`);
}

function refused(reason: "wave-closed" | "not-your-case" | "superseded" | "second-for-case", detail: string) {
  return { counts: false, reason, detail } as const;
}

function invalid(field: string, code: RecordProblemCode): Judgement {
  return { counts: false, reason: "invalid-answers", field, code };
}
