import { useEffect, useRef, useState } from "react";
import { backOff } from "#app/field/back-off.ts";
import { postRecord, type PostOutcome } from "#app/field/post-record.ts";
import type { KeptAnswer } from "./kept-answer.ts";

type Sending = Extract<KeptAnswer, { state: "sending" }>;

/**
 * Sends the same bytes until the server says that it has them or will never take them: at once, after a back-off, and when the
 * network comes back.
 *
 * @returns whether a try has failed so far, and a way to try now
 */
export function useSending(sending: Sending | null, onEnd: (outcome: PostOutcome) => void) {
  const [failed, setFailed] = useState(false);
  const latest = useRef(onEnd);
  const now = useRef<() => void>(() => undefined);
  latest.current = onEnd;
  const id = sending?.id;
  const body = sending?.body;

  useEffect(() => {
    if (!id || !body) return;
    let over = false;
    let busy = false;
    let failures = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const attempt = async () => {
      if (over || busy) return;
      busy = true;
      clearTimeout(timer);
      const bytes = new TextEncoder().encode(body);
      const outcome = await postRecord((input, init) => fetch(input, init), "responses", id, bytes);
      busy = false;
      if (over) return;
      if (outcome.kind !== "failed" && outcome.kind !== "signed-out") return latest.current(outcome);
      failures += 1;
      setFailed(true);
      const retryAfter = outcome.kind === "failed" ? outcome.retryAfterMs : null;
      timer = setTimeout(() => void attempt(), backOff(failures, retryAfter, Math.random()));
    };
    const again = () => void attempt();
    now.current = again;
    setFailed(false);
    window.addEventListener("online", again);
    again();
    return () => {
      over = true;
      clearTimeout(timer);
      window.removeEventListener("online", again);
    };
  }, [id, body]);

  return { failed, tryNow: () => now.current() };
}
