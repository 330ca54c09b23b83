import type { LoaderFunctionArgs } from "@remix-run/node";
import { createI18n } from "#app/locales/create-i18n.ts";
import { languageOf } from "#app/locales/language.ts";
import { streetsCsv } from "#app/present/streets-csv.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { readWaveEstimates } from "#db/queries/read-wave-estimates.ts";

/** The table of streets as a file. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ["analyst", "administrator"]);
  const dontKnow = new URL(request.url).searchParams.get("dontKnow") === "other" ? "other" : "sheet";
  const view = await readWaveEstimates(context.database, viewer.cityId, wave.id, { dontKnow });
  if (!view) throw new Response(null, { status: 404 });
  const language = languageOf(request, viewer.language);
  const suffix = dontKnow === "other" ? "-other-dont-know" : "";
  return new Response(streetsCsv(view, language, createI18n(language).t), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="streets${suffix}.csv"; filename*=UTF-8''${encodeURIComponent(`${wave.code}-streets${suffix}.csv`)}`,
      "Cache-Control": "private, no-store",
    },
  });
}
