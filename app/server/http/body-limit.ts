import type { IncomingMessage } from "node:http";
import { LIST_LIMIT } from "#app/frame/frame-limits.ts";

/** The most that any request may hold, in bytes. */
export const BODY_LIMIT = 1024 * 1024;

/** A form with a list of the frame, or with what a tablet held unsent, and a little for the form itself. */
const LIST_FORM_LIMIT = LIST_LIMIT + 64 * 1024;

/** The most that a request for this route may hold. */
export function bodyLimitOf(leaf: string | undefined): number {
  return leaf === "routes/frame._index" || leaf === "routes/fieldwork.import" ? LIST_FORM_LIMIT : BODY_LIMIT;
}

/** Thrown out of a body stream that grew over the limit. */
export class BodyTooLarge extends Error {
  constructor(readonly limit: number) {
    super(`The request body is over ${limit} bytes`);
    this.name = "BodyTooLarge";
  }
}

/** What is thrown away unread after a refusal, so that the sender can hear it before the line is cut. */
const PATIENCE = 64 * BODY_LIMIT;

/**
 * Reads a request's body whole, by events: `for await` destroys the request at its end, and the connection then answers
 * nothing more.
 *
 * @returns null when there are more than `limit` bytes; the rest is taken in and thrown away
 */
export function readBody(req: IncomingMessage, limit: number): Promise<Buffer | null> {
  return new Promise((done, failed) => {
    const chunks: Buffer[] = [];
    let seen = 0;
    req.on("data", (chunk: Buffer) => {
      seen += chunk.length;
      if (seen <= limit) chunks.push(chunk);
      else done(null);
      if (seen > limit + PATIENCE) req.destroy();
    });
    req.on("error", failed);
    req.on("close", () => failed(new Error("the request was cut off")));
    req.on("end", () => done(Buffer.concat(chunks)));
  });
}

/** Takes in what nobody reads: left there, it would block the connection for the next request. */
export function discardBody(req: IncomingMessage): void {
  let seen = 0;
  req.on("data", (chunk: Buffer) => {
    seen += chunk.length;
    if (seen > PATIENCE) req.destroy();
  });
}

/**
 * A request's body that fails once there are more than `limit` bytes: nothing downstream can buffer more.
 * Refused or left unread, the rest is taken in and thrown away: cutting the line would lose the answer.
 */
export function limitedBody(
  req: IncomingMessage,
  limit: number,
  onExceeded: () => void,
): { stream: ReadableStream<Uint8Array>; discard(): void } {
  let seen = 0;
  let open = true;
  const discard = () => {
    open = false;
    req.resume();
  };
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      req.on("data", (chunk: Buffer) => {
        seen += chunk.length;
        if (seen > limit + PATIENCE) req.destroy();
        if (!open) return;
        if (seen > limit) {
          open = false;
          onExceeded();
          controller.error(new BodyTooLarge(limit));
          return;
        }
        controller.enqueue(new Uint8Array(chunk));
        if ((controller.desiredSize ?? 0) <= 0) req.pause();
      });
      req.on("end", () => {
        if (open) controller.close();
        open = false;
      });
      req.on("error", (error) => {
        if (open) controller.error(error);
        open = false;
      });
      req.pause();
    },
    pull() {
      req.resume();
    },
    cancel: discard,
  });
  return { stream, discard };
}
