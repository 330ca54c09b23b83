import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { readInterview } from "#db/queries/read-interview.ts";
import { streetScope } from "#db/queries/street-scope.ts";

const MANAGERS = ["supervisor", "administrator"] as const;

/** The interview, if the viewer's streets include its own. @throws a Response of 404 */
export async function interviewOfViewer({ params, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const scope = streetScope(viewer, MANAGERS, wave.district.id);
  const isSeen = ({ streetId }: { streetId: string | null }) =>
    scope === "all" || (streetId !== null && scope.includes(streetId));
  const { responseId = "" } = params;
  const interview = await readInterview(context.database, viewer.cityId, wave.id, responseId);
  if (!interview || !isSeen(interview)) throw new Response(null, { status: 404 });
  return { wave, viewer, interview, isSeen };
}
