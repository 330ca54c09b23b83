import { SESSION_COOKIE } from "#app/session-cookie.ts";

/** City and token of whoever asks: a bearer token, else the session cookie; null when there is neither. */
export function readSessionToken(headers: Headers): { cityId: string; token: string } | null {
  const bearer = /^bearer (\S+)$/i.exec(headers.get("Authorization") ?? "")?.[1];
  const cookie = headers
    .get("Cookie")
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${SESSION_COOKIE}=`))
    ?.slice(SESSION_COOKIE.length + 1);
  const [cityId, token] = (bearer ?? cookie ?? "").split(".");
  return cityId && token ? { cityId, token } : null;
}
