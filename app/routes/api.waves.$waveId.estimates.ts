import type { LoaderFunctionArgs } from "@remix-run/node";
import { createI18n } from "#app/locales/create-i18n.ts";
import { languageOf } from "#app/locales/language.ts";
import { withSentences } from "#app/present/with-sentences.ts";
import { problem } from "#app/server/problem.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";

/**
 * A wave's shares as JSON, with `?dontKnow=other` under the turned-round rule. For analysts and administrators of its
 * district.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const language = languageOf(request, context.viewer?.language);
  const asked = new URL(request.url).searchParams.get("dontKnow") ?? "sheet";
  if (asked !== "sheet" && asked !== "other") return problem("unknown-rule", language);
  try {
    const { wave, viewer } = await waveOfViewer(context, params.waveId, ["analyst", "administrator"]);
    const view = await readWaveEstimates(context.database, viewer.cityId, wave.id, { dontKnow: asked });
    if (!view) return problem("unknown-wave", language);
    const t = createI18n(language).getFixedT(language, "waves");
    return Response.json(withSentences(view, t), {
      headers: {
        "Cache-Control": "private, no-store",
        "Content-Language": language,
        Vary: "Cookie, Accept-Language",
      },
    });
  } catch (thrown) {
    if (thrown instanceof Response && thrown.status === 404) return problem("unknown-wave", language);
    throw thrown;
  }
}
