/** A line that says nothing keeps proxies from cutting, and shows who has gone. */
const HEARTBEAT = 15_000;
/** How long somebody who has been signed out may still listen. */
const ASK_AGAIN = 30_000;
/** A reader that so many messages wait for has gone to sleep. */
const MOST_WAITING = 20;
/** Browsers hold few connections to a site: pages in more windows ask now and then instead. */
const MOST_BY_SESSION = 4;

const bySession = new Map<string, number>();

/** What a listener's stream hangs on. */
interface Listening {
  sessionId: string;
  /** Tells of changes; returns what ends it. */
  watch: (listener: (version: string) => void) => () => void;
  /** Whether the listener may still hear. */
  mayHear: () => Promise<boolean>;
  /** Any of these ends it: the reader has left, the server stops. */
  signals: readonly (AbortSignal | undefined)[];
  /** Milliseconds between two questions whether the listener may still hear. */
  askAgain?: number;
}

/**
 * Server-sent events: one at once and one for every change, each with the state's version.
 *
 * @returns null when the session listens in too many windows
 */
export function arrivalsStream(listening: Listening): ReadableStream<Uint8Array> | null {
  const { sessionId, watch, mayHear, signals, askAgain = ASK_AGAIN } = listening;
  const already = bySession.get(sessionId) ?? 0;
  if (already >= MOST_BY_SESSION) return null;
  bySession.set(sessionId, already + 1);
  const encoder = new TextEncoder();
  let end = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOpen = true;
        const send = (text: string) => {
          if (!isOpen) return;
          if ((controller.desiredSize ?? 0) < -MOST_WAITING) return end();
          controller.enqueue(encoder.encode(text));
        };
        const heartbeat = setInterval(() => send(": \n\n"), HEARTBEAT);
        const question = setInterval(() => {
          mayHear().then(
            (may) => void (may || end()),
            () => undefined,
          );
        }, askAgain);
        let unwatch = () => {};
        end = () => {
          if (!isOpen) return;
          isOpen = false;
          clearInterval(heartbeat);
          clearInterval(question);
          unwatch();
          for (const signal of signals) signal?.removeEventListener("abort", end);
          const left = (bySession.get(sessionId) ?? 1) - 1;
          if (left > 0) bySession.set(sessionId, left);
          else bySession.delete(sessionId);
          try {
            controller.close();
          } catch {
            // Cancelled from the other side.
          }
        };
        send("retry: 5000\n\n");
        unwatch = watch((version) => send(`event: arrivals\nid: ${version}\ndata: ${version}\n\n`));
        for (const signal of signals) {
          if (signal?.aborted) return end();
          signal?.addEventListener("abort", end);
        }
      },
      cancel: () => end(),
    },
    { highWaterMark: 0 },
  );
}
