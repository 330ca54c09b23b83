import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { languageOf } from "#app/locales/language.ts";
import { inTime } from "#app/server/in-time.ts";
import { problem } from "#app/server/problem.ts";
import { readLimitedBody } from "#app/server/read-limited-body.server.ts";
import { sessionCookie } from "#app/session-cookie.ts";
import type { Database } from "#db/client.ts";
import { SESSION_DAYS } from "#db/queries/open-session.ts";
import { renewSignIn, type Renewal } from "#db/queries/sign-in-renewal.ts";
import { signOut } from "#db/queries/sign-out.ts";

const schema = z.object({ cityId: z.uuid(), id: z.uuid(), token: z.string().length(43) });

/** Signs in again whoever unlocked a tablet by PIN, in the place of whoever was signed in there. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { viewer, database, publicOrigin } = context;
  const language = languageOf(request, viewer?.language);
  if (request.method !== "POST") return problem("post-only", language);
  const asked = schema.safeParse(parse(await readLimitedBody(request, 4096)));
  if (!asked.success) return problem("invalid", language);
  const userAgent = request.headers.get("User-Agent");
  const renewed = await inTime(renew(database, viewer, { ...asked.data, userAgent, now: new Date() }));
  if (renewed === "away") return problem("away", language);
  if (!renewed) return problem("sign-in", language);
  const { cityId, id } = asked.data;
  const cookie = sessionCookie(cityId, renewed.token, SESSION_DAYS, publicOrigin.startsWith("https:"));
  return Response.json(
    { renewed: true, id },
    { headers: { "Cache-Control": "no-store", "Set-Cookie": cookie } },
  );
}

async function renew(
  db: Database,
  before: { cityId: string; sessionId: string } | null,
  renewal: Renewal,
): Promise<{ token: string } | null> {
  const renewed = await renewSignIn(db, renewal);
  if (renewed && before) await signOut(db, before.cityId, before.sessionId, renewal.now);
  return renewed;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
