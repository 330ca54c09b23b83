import { data } from "@remix-run/node";
import type { AppLoadContext } from "@remix-run/node";

/** A public page: anybody's cache may keep it for five minutes, unless it names who is signed in. */
export function publicPage<T>({ viewer }: AppLoadContext, page: T, status = 200) {
  const kept = status !== 200 ? "no-store" : viewer ? "private, max-age=60" : "public, max-age=300";
  return data(page, { status, headers: { "Cache-Control": kept, Vary: "Cookie, Accept-Language" } });
}
