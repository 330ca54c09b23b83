import type { FieldStore } from "./open-store.ts";
import { nextWaiting, noteAttempt, settleRecord } from "./outbox.ts";
import { postRecord, type Fetcher, type PostOutcome } from "./post-record.ts";
import { withSenderLock } from "./sender-lock.ts";

export interface SendResult {
  /** Now kept by the server, in its tables or in quarantine. */
  kept: number;
  /** Still to be sent, and why the sending ended. */
  ended: "empty" | "signed-out" | "failed";
  retryAfterMs: number | null;
}

/** Sends this person's outbox in order. Null when another sender is at work. */
export function sendAll(store: FieldStore, ownerId: string, fetcher: Fetcher): Promise<SendResult | null> {
  return withSenderLock(store, async () => {
    const result: SendResult = { kept: 0, ended: "empty", retryAfterMs: null };
    let position = 0;
    for (;;) {
      const record = await nextWaiting(store, ownerId, position);
      if (!record) return result;
      position = record.position ?? 0;
      if (!(await noteAttempt(store, position))) continue;
      const outcome = await postRecord(fetcher, record.kind, record.id, record.bytes);
      if (await settle(store, position, outcome)) result.kept += 1;
      if (outcome.kind === "signed-out") return { ...result, ended: "signed-out" };
      if (outcome.kind === "failed") {
        result.ended = "failed";
        result.retryAfterMs = outcome.retryAfterMs;
        if (outcome.away) return result;
      }
    }
  });
}

/** @returns whether the server keeps it now */
async function settle(store: FieldStore, position: number, outcome: PostOutcome): Promise<boolean> {
  switch (outcome.kind) {
    case "stored":
      await settleRecord(store, position, "sent", null);
      return true;
    case "quarantined":
      await settleRecord(store, position, "quarantined", outcome.reason);
      return true;
    case "refused": {
      const said = outcome.problems.map(({ message }) => message).filter(Boolean);
      await settleRecord(store, position, "attention", said.join(" ") || String(outcome.status));
      return false;
    }
    case "closed":
      await settleRecord(store, position, "attention", "409");
      return false;
    default:
      return false;
  }
}
