const NAME = "wenjie_session";

/** `cityId.token`: tells the city before the session is looked up. Readable by the server alone. */
export function sessionCookie(cityId: string, token: string, days: number, secure: boolean): string {
  return `${NAME}=${cityId}.${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${days * 86_400}${secure ? "; Secure" : ""}`;
}

export function endedSessionCookie(secure: boolean): string {
  return `${NAME}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure ? "; Secure" : ""}`;
}
