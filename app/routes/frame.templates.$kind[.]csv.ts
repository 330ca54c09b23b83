import type { LoaderFunctionArgs } from "@remix-run/node";
import Papa from "papaparse";
import { languageOf } from "#app/locales/language.ts";
import { FRAME_KINDS } from "#surveys/frames/frame-kinds.ts";
import { listTemplate } from "#surveys/frames/list-template.ts";

/** A list to fill in, with headings in the reader's language; the mark at its beginning makes Excel read it as UTF-8. */
export function loader({ params, request, context }: LoaderFunctionArgs) {
  const kind = FRAME_KINDS.find((each) => each === params.kind);
  if (!kind || kind === "boundaries") throw new Response(null, { status: 404 });
  const language = languageOf(request, context.viewer?.language ?? null);
  return new Response(`\ufeff${Papa.unparse(listTemplate(kind, language))}\r\n`, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${kind}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}
