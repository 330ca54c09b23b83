import { BODY_LIMIT, BodyTooLarge } from "./http/body-limit.ts";
import { problemResponse } from "./http/problem-response.ts";

const tooLarge = (limit: number) =>
  problemResponse({ status: 413, title: "Content Too Large", detail: `At most ${limit} bytes are taken.` });

/**
 * Reads a request's exact bytes, at most `limit` of them, counted as they arrive and before anything is parsed.
 *
 * @throws {Response} 413 problem JSON as soon as there are more
 */
export async function readLimitedBody(request: Request, limit = BODY_LIMIT): Promise<Uint8Array> {
  if (Number(request.headers.get("Content-Length")) > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      const chunk = part.value as Uint8Array;
      length += chunk.byteLength;
      if (length > limit) throw new BodyTooLarge(limit);
      chunks.push(chunk);
    }
  } catch (error) {
    void reader?.cancel().catch(() => undefined);
    throw error instanceof BodyTooLarge ? tooLarge(limit) : error;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
