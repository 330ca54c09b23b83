import type { LoaderFunctionArgs } from "@remix-run/node";
import { validate as isUuid } from "uuid";
import { languageOf } from "#app/locales/language.ts";
import { inTime } from "#app/server/in-time.ts";
import { problem } from "#app/server/problem.ts";
import type { Database } from "#db/client.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { readCopyKeys } from "#db/queries/copy-keys.ts";
import { readFieldWork } from "#db/queries/read-field-work.ts";
import { reserveQuotas } from "#db/queries/reserve-quotas.ts";

/** What a volunteer's tablet (`?device=`) needs for the day; never kept by anything between. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { viewer, database } = context;
  const language = languageOf(request, viewer?.language);
  if (!viewer) return problem("sign-in", language);
  const device = new URL(request.url).searchParams.get("device") ?? "";
  const work = await inTime(readWork(database, viewer, isUuid(device) ? device.toLowerCase() : null));
  if (work === "away") return problem("away", language);
  if (!work) return problem("sign-in", language);
  return Response.json(work, { headers: { "Cache-Control": "no-store" } });
}

/** With the key for copies made by hand, and with the tablet's part of the quotas where a wave samples by quota. */
async function readWork(database: Database, viewer: Viewer, deviceId: string | null) {
  const now = new Date();
  const work = await readFieldWork(database, viewer, now);
  if (!work) return work;
  const { cityId, userId } = viewer;
  const { id, publicKey } = await readCopyKeys(database, cityId);
  const copyKey = { id, publicKey: Buffer.from(publicKey).toString("base64") };
  const isQuota = work.waves.some(({ interceptRule }) => interceptRule === "quota");
  if (!deviceId || !isQuota) return { ...work, copyKey };
  return { ...work, copyKey, quotas: await reserveQuotas(database, { cityId, userId, deviceId, now }) };
}
