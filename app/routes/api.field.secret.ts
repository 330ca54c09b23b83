import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { languageOf } from "#app/locales/language.ts";
import { inTime } from "#app/server/in-time.ts";
import { problem } from "#app/server/problem.ts";
import { readLimitedBody } from "#app/server/read-limited-body.server.ts";
import type { Database } from "#db/client.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { allowRenewal } from "#db/queries/sign-in-renewal.ts";
import { handOutTabletSecret, keepTabletSecret } from "#db/queries/tablet-secret.ts";

const schema = z.object({
  id: z.uuid(),
  /** To be kept; without these it is asked for. */
  keep: z
    .object({
      deviceId: z.uuid(),
      secret: z.base64().length(44),
      /** By which the tablet may renew the sign-in. */
      renewal: z.string().length(43).optional(),
    })
    .optional(),
});

/** Where a tablet leaves the secret that replaces a forgotten PIN, and where its owner gets it back. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { viewer, database } = context;
  const language = languageOf(request, viewer?.language);
  if (!viewer) return problem("sign-in", language);
  if (request.method !== "POST") return problem("post-only", language);
  const asked = schema.safeParse(parse(await readLimitedBody(request, 4096)));
  if (!asked.success) return problem("invalid", language);
  const { id, keep } = asked.data;
  const result = await inTime(keep ? store(database, viewer, id, keep) : handOut(database, viewer, id));
  if (result === "away") return problem("away", language);
  if (typeof result === "string") return problem(result, language);
  return Response.json({ id, ...result }, { headers: { "Cache-Control": "no-store" } });
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

type Answer = { kept: true } | { secret: string } | "invalid" | "sign-in-anew";

async function store(
  db: Database,
  viewer: Viewer,
  id: string,
  keep: { deviceId: string; secret: string; renewal?: string | undefined },
): Promise<Answer> {
  const { cityId, userId } = viewer;
  const secret = Buffer.from(keep.secret, "base64");
  const kept = await keepTabletSecret(db, { cityId, id, userId, deviceId: keep.deviceId, secret });
  if (!kept) return "invalid";
  const { renewal: token } = keep;
  if (token && !(await allowRenewal(db, { cityId, id, userId, token, now: new Date() }))) return "invalid";
  return { kept };
}

async function handOut(db: Database, viewer: Viewer, id: string): Promise<Answer> {
  const out = await handOutTabletSecret(db, viewer, id, new Date());
  if (out.status === "given") return { secret: Buffer.from(out.secret).toString("base64") };
  return out.status === "unknown" ? "invalid" : out.status;
}
