import { redirect, redirectDocument, type ActionFunctionArgs } from "@remix-run/node";
import { endedSessionCookie } from "#app/session-cookie.ts";
import { signOut } from "#db/queries/sign-out.ts";

export const loader = () => redirect("/");

export async function action({ context }: ActionFunctionArgs) {
  const { database, viewer, publicOrigin } = context;
  if (viewer) await signOut(database, viewer.cityId, viewer.sessionId, new Date());
  const secure = publicOrigin.startsWith("https:");
  return redirectDocument("/sign-in", { status: 303, headers: { "Set-Cookie": endedSessionCookie(secure) } });
}
