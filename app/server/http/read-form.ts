import type { IncomingMessage } from "node:http";

/** A small form's exact bytes and its fields; no bytes when it is over the limit. */
export async function readForm(
  req: IncomingMessage,
  limit: number,
): Promise<{ bytes: Buffer | undefined; fields: URLSearchParams }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
  }
  if (length > limit) return { bytes: undefined, fields: new URLSearchParams() };
  const bytes = Buffer.concat(chunks);
  return { bytes, fields: new URLSearchParams(bytes.toString("utf8")) };
}
