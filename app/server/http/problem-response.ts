export interface Problem {
  status: number;
  title: string;
  detail?: string;
  /** An address that names the kind of problem; left out, the status says it all. */
  type?: string;
  errors?: { field: string; code: string; message: string }[];
}

/** A refusal that programs understand (RFC 9457). */
export function problemResponse(
  { type = "about:blank", ...rest }: Problem,
  headers: HeadersInit = {},
): Response {
  const all = new Headers(headers);
  all.set("Content-Type", "application/problem+json");
  all.set("Cache-Control", "no-store");
  return new Response(JSON.stringify({ type, ...rest }), { status: rest.status, headers: all });
}
