import type { Request } from "express";

/** Scheme, host and port under which the asker reached this site. Forwarded headers count only from a trusted proxy. */
export function originOf(req: Request, configured: string | null): string | null {
  if (configured) return configured;
  const trust = req.app.get("trust proxy fn") as (address: string | undefined, hop: number) => boolean;
  const forwarded = trust(req.socket.remoteAddress, 0)
    ? req.get("X-Forwarded-Host")?.split(",")[0]?.trim()
    : undefined;
  const text = `${req.protocol}://${forwarded || req.get("Host") || "localhost"}`;
  return URL.canParse(text) ? new URL(text).origin : null;
}

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * Whether a request that changes something may have been forged by another site's page.
 *
 * A browser says where it comes from, and a bearer token is never sent by itself. Who sends neither
 * Origin nor Sec-Fetch-Site is no browser of today: let through unless a cookie gives it rights.
 */
export function isFromElsewhere(method: string, headers: Headers, origin: string): boolean {
  if (!UNSAFE.has(method) || /^bearer /i.test(headers.get("Authorization") ?? "")) return false;
  const from = headers.get("Origin");
  if (from !== null) return from !== origin;
  const site = headers.get("Sec-Fetch-Site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  return headers.has("Cookie");
}
