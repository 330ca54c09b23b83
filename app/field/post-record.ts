import type { RecordKind } from "./record-bodies.ts";

export type PostOutcome =
  | { kind: "stored" }
  | { kind: "quarantined"; reason: string }
  /** The server understood and will never take these bytes. */
  | { kind: "refused"; status: number; problems: { field: string; message: string }[] }
  | { kind: "closed" }
  | { kind: "signed-out" }
  /** Nothing is known to have been kept. `away`: it would be the same for the next record. */
  | { kind: "failed"; away: boolean; retryAfterMs: number | null };

export type Fetcher = (input: string, init: RequestInit) => Promise<Response>;

const PATIENCE_MS = 30_000;

/**
 * Sends the bytes of one record. Only a 201 or a quarantining 409 whose JSON names this id means that it was kept:
 * a captive portal answers 200 to anything.
 */
export async function postRecord(
  fetcher: Fetcher,
  kind: RecordKind,
  id: string,
  bytes: Uint8Array,
): Promise<PostOutcome> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), PATIENCE_MS);
  try {
    const answer = await fetcher(`/api/${kind}`, {
      method: "POST",
      body: bytes as BodyInit,
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      credentials: "same-origin",
      cache: "no-store",
      redirect: "manual",
      signal: controller.signal,
    });
    return judge(id, answer.status, answer.headers.get("Retry-After"), await readJson(answer));
  } catch {
    return { kind: "failed", away: true, retryAfterMs: null };
  } finally {
    clearTimeout(timer);
  }
}

type Json = Record<string, unknown>;

async function readJson(answer: Response): Promise<Json> {
  if (!/\bjson\b/.test(answer.headers.get("Content-Type") ?? "")) return {};
  const body: unknown = await answer.json().catch(() => null);
  return typeof body === "object" && body !== null ? (body as Json) : {};
}

function judge(id: string, status: number, retryAfter: string | null, body: Json): PostOutcome {
  const ours = typeof body.title === "string" && body.status === status;
  if (status === 201 && body.stored === true && body.id === id) return { kind: "stored" };
  if (status === 409 && body.quarantined === true && body.id === id)
    return { kind: "quarantined", reason: String(body.reason) };
  if (status === 401) return { kind: "signed-out" };
  if (status === 409 && ours) return { kind: "closed" };
  if (status === 413 || status === 422 || (ours && [400, 403, 404, 415].includes(status)))
    return { kind: "refused", status, problems: readProblems(body) };
  const seconds = Number(retryAfter);
  return {
    kind: "failed",
    away: !(ours && status === 500),
    retryAfterMs: seconds > 0 ? seconds * 1000 : null,
  };
}

function readProblems(body: Json): { field: string; message: string }[] {
  const errors = Array.isArray(body.errors) ? (body.errors as Json[]) : [];
  return errors.length > 0
    ? errors.map(({ field, message }) => ({ field: String(field ?? ""), message: String(message ?? "") }))
    : [{ field: "", message: String(body.detail ?? body.title ?? "") }];
}
