import { judgeRecord, type RecordSituation } from "./judge-record.ts";
import type { ParsedRecord } from "./parse-record.ts";
import type { RecordProblemCode } from "./record-problems.ts";

/** What a person may lift when a record is let in after all. */
export type Obstacle = "wave-closed" | "not-your-case" | "superseded" | "second-for-case";

export interface Obstacles {
  /** In the order in which the record would meet them; empty when it would count as it is. */
  obstacles: Obstacle[];
  /** What nobody can lift; null when there is nothing of that kind. */
  flaw: { field: string; code: RecordProblemCode } | "unknown-case" | null;
}

/**
 * Everything that keeps a record from counting, not only the first: each obstacle is lifted in thought and the record
 * judged again, so that whoever accepts it knows all that they set aside.
 *
 * @param userId  who sent it
 */
export function findObstacles(record: ParsedRecord, situation: RecordSituation, userId: string): Obstacles {
  const obstacles: Obstacle[] = [];
  let known = situation;
  for (;;) {
    const judgement = judgeRecord(record, known, userId);
    if (judgement.counts) return { obstacles, flaw: null };
    if (judgement.reason === "invalid-answers") {
      return { obstacles, flaw: { field: judgement.field, code: judgement.code } };
    }
    const { case: place } = known;
    if (judgement.reason === "not-your-case" && place?.waveId !== record.waveId) {
      return { obstacles, flaw: "unknown-case" };
    }
    if (obstacles.includes(judgement.reason)) throw new Error(`${judgement.reason} cannot be lifted`);
    obstacles.push(judgement.reason);
    known = lift(known, judgement.reason, userId);
  }
}

function lift(known: RecordSituation, obstacle: Obstacle, userId: string): RecordSituation {
  switch (obstacle) {
    case "wave-closed":
      return { ...known, waveStatus: "open" };
    case "not-your-case":
      return { ...known, case: known.case && { ...known.case, assignedTo: userId } };
    case "superseded":
      return { ...known, latestRosterAt: null, correction: null };
    case "second-for-case":
      return { ...known, liveOutcome: null, isSentBack: false };
  }
}
