import type { LoaderFunctionArgs } from "@remix-run/node";
import { languageOf } from "#app/locales/language.ts";
import { inTime } from "#app/server/in-time.ts";
import { problem } from "#app/server/problem.ts";
import { readFieldWork } from "#db/queries/read-field-work.ts";

/** What a volunteer's tablet needs for the day; never kept by anything between. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { viewer, database } = context;
  const language = languageOf(request, viewer?.language);
  if (!viewer) return problem("sign-in", language);
  const work = await inTime(readFieldWork(database, viewer, new Date()));
  if (work === "away") return problem("away", language);
  if (!work) return problem("sign-in", language);
  return Response.json(work, { headers: { "Cache-Control": "no-store" } });
}
