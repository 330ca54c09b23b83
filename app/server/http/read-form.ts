import type { IncomingMessage } from "node:http";

export interface SmallForm {
  /** The exact bytes; undefined when there were more than the limit. */
  bytes: Buffer | undefined;
  fields: URLSearchParams;
}

/**
 * Reads a small form whole, so that its fields can be looked at and its bytes still be handed on. By events:
 * `for await` destroys the request at its end, and the connection then answers nothing more.
 */
export function readForm(req: IncomingMessage, limit: number): Promise<SmallForm> {
  return new Promise((done, failed) => {
    const chunks: Buffer[] = [];
    let length = 0;
    req.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
    });
    req.on("error", failed);
    req.on("end", () => {
      if (length > limit) return done({ bytes: undefined, fields: new URLSearchParams() });
      const bytes = Buffer.concat(chunks);
      done({ bytes, fields: new URLSearchParams(bytes.toString("utf8")) });
    });
  });
}
