import type { Request as ExpressRequest, Response as ExpressResponse } from "express";
import { BODY_LIMIT, discardBody, limitedBody } from "./body-limit.ts";

export interface WebExchange {
  request: Request;
  /** Whether the body turned out to be over the limit while it was read. */
  isTooLarge(): boolean;
}

function headersOf(req: ExpressRequest, origin: string): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(req.headers)) {
    for (const value of Array.isArray(values) ? values : [values]) if (value) headers.append(name, value);
  }
  // Remix compares Origin with these; behind a proxy only the public origin is the truth.
  headers.set("Host", new URL(origin).host);
  headers.delete("X-Forwarded-Host");
  return headers;
}

/**
 * The request as the web platform has it, on the public origin. The one object that is judged and then
 * handed to Remix: there is no second reading of the address that could differ.
 *
 * @param body   bytes that were read already; null to read them later, from `req`
 * @param limit  the most that the body may hold
 */
export function toWebRequest(
  req: ExpressRequest,
  res: ExpressResponse,
  origin: string,
  body?: Buffer | null,
  limit = BODY_LIMIT,
): WebExchange {
  const url = new URL(origin + req.originalUrl);
  if (body === null) {
    res.on("finish", () => discardBody(req));
    const request = new Request(url, { method: req.method, headers: headersOf(req, origin) });
    return { request, isTooLarge: () => false };
  }
  let tooLarge = false;
  const aborted = new AbortController();
  res.on("close", () => {
    if (!res.writableFinished) aborted.abort();
  });
  const hasBody = req.method !== "GET" && req.method !== "HEAD";
  const stream = () => {
    const body = limitedBody(req, limit, () => (tooLarge = true));
    // Left unread, it would block the connection for the next request.
    res.on("finish", body.discard);
    return body.stream;
  };
  const request = new Request(url, {
    method: req.method,
    headers: headersOf(req, origin),
    signal: aborted.signal,
    ...(hasBody ? { body: body ? new Uint8Array(body) : stream(), duplex: "half" } : {}),
  } as RequestInit);
  return { request, isTooLarge: () => tooLarge };
}

/** Sends a short answer in one piece, with its length. */
export async function sendWhole(res: ExpressResponse, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  res.status(response.status);
  for (const [name, value] of response.headers) res.append(name, value);
  res.setHeader("Content-Length", body.length);
  res.end(body);
}

export async function sendWebResponse(res: ExpressResponse, response: Response): Promise<void> {
  res.status(response.status);
  if (response.statusText) res.statusMessage = response.statusText;
  for (const [name, value] of response.headers) res.append(name, value);
  if (response.body) await pour(response.body, res);
  else res.end();
}

/**
 * Passes a body on piece by piece, no faster than the reader takes it, each piece at once also where it is compressed.
 * A reader that leaves ends the body.
 */
async function pour(body: ReadableStream<Uint8Array>, res: ExpressResponse): Promise<void> {
  const reader = body.getReader();
  let isOpen = !res.destroyed;
  let goOn = () => {};
  const onClose = () => {
    isOpen = false;
    goOn();
    reader.cancel().catch(() => undefined);
  };
  const onDrain = () => goOn();
  res.on("close", onClose).on("drain", onDrain);
  try {
    while (isOpen) {
      const { done, value } = await reader.read();
      if (done || !isOpen) break;
      const isFull = !res.write(value);
      (res as ExpressResponse & { flush?: () => void }).flush?.();
      if (isFull && isOpen) await new Promise<void>((drained) => (goOn = drained));
    }
    res.end();
  } catch (error) {
    // Half an answer must not look like a whole one.
    res.destroy(error as Error);
    throw error;
  } finally {
    res.off("close", onClose).off("drain", onDrain);
    if (!isOpen) await reader.cancel().catch(() => undefined);
  }
}
