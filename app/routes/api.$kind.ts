import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { languageOf } from "#app/locales/language.ts";
import { inTime } from "#app/server/in-time.ts";
import { problem } from "#app/server/problem.ts";
import { readLimitedBody } from "#app/server/read-limited-body.server.ts";
import { storeRecord, type StoreResult } from "#db/queries/store-record.ts";
import { RECORD_KINDS, type RecordKind } from "#db/schema/records.ts";
import type { Language } from "#surveys/vocabulary.ts";

/** The one door for everything that a device or a citizen's browser makes. Reading is not for here. */
export function loader({ request, params, context }: LoaderFunctionArgs): Response {
  const language = languageOf(request, context.viewer?.language);
  return problem(isKind(params.kind) ? "post-only" : "unknown-kind", language);
}

export async function action({ request, params, context }: ActionFunctionArgs): Promise<Response> {
  const { viewer, database } = context;
  const language = languageOf(request, viewer?.language);
  const { kind } = params;
  if (!isKind(kind)) return problem("unknown-kind", language);
  if (request.method !== "POST") return problem("post-only", language);
  const bytes = await readLimitedBody(request);
  const expectedCityId = viewer?.cityId ?? null;
  const result = await inTime(storeRecord(database, { kind, bytes, viewer, expectedCityId, language }));
  return result === "away" ? problem("away", language) : answer(result, language, viewer !== null);
}

const isKind = (kind: string | undefined): kind is RecordKind => RECORD_KINDS.some((each) => each === kind);

function answer(result: StoreResult, language: Language, isSignedIn: boolean): Response {
  const headers = { "Cache-Control": "no-store" };
  switch (result.status) {
    case "stored":
      return Response.json({ stored: true, id: result.id }, { status: 201, headers });
    case "quarantined": {
      const { id, reason } = result;
      return Response.json({ quarantined: true, id, reason }, { status: 409, headers });
    }
    case "invalid":
      return problem("invalid", language, result.problems);
    case "closed":
      return problem("closed", language);
    case "device-blocked":
      return problem("device-blocked", language);
    case "forbidden":
      return problem(isSignedIn ? "other-city" : "sign-in", language);
  }
}
