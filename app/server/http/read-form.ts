import type { IncomingMessage } from "node:http";
import { readBody } from "./body-limit.ts";

export interface SmallForm {
  /** The exact bytes; null when there were more than the limit. */
  bytes: Buffer | null;
  fields: URLSearchParams;
}

/** Reads a small form whole, so that its fields can be looked at and its bytes still be handed on. */
export async function readForm(req: IncomingMessage, limit: number): Promise<SmallForm> {
  const bytes = await readBody(req, limit);
  return { bytes, fields: new URLSearchParams(bytes?.toString("utf8")) };
}
