export const SESSION_COOKIE = "wenjie_session";

/** `cityId.token`: tells the city before the session is looked up. Readable by the server alone. */
export function sessionCookie(cityId: string, token: string, days: number, secure: boolean): string {
  return `${SESSION_COOKIE}=${cityId}.${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${days * 86_400}${secure ? "; Secure" : ""}`;
}

export function endedSessionCookie(secure: boolean): string {
  return `${SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure ? "; Secure" : ""}`;
}
