import { redirect, redirectDocument, type ActionFunctionArgs } from "@remix-run/node";
import { validate as isUuid } from "uuid";
import { endedSessionCookie } from "#app/session-cookie.ts";
import { endRenewals } from "#db/queries/sign-in-renewal.ts";
import { signOut } from "#db/queries/sign-out.ts";

export const loader = () => redirect("/");

export async function action({ request, context }: ActionFunctionArgs) {
  const { database, viewer, publicOrigin } = context;
  const tablet = new URL(request.url).searchParams.get("tablet");
  if (viewer) {
    const { cityId, userId, sessionId } = viewer;
    // On a tablet the PIN alone shall not sign in again either.
    if (tablet && isUuid(tablet)) await endRenewals(database, cityId, userId, { id: tablet });
    await signOut(database, cityId, sessionId, new Date());
  }
  const secure = publicOrigin.startsWith("https:");
  return redirectDocument("/sign-in", { status: 303, headers: { "Set-Cookie": endedSessionCookie(secure) } });
}
