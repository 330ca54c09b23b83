import type { LoaderFunctionArgs } from "@remix-run/node";
import { languageOf } from "#app/locales/language.ts";
import { boundaryTemplate } from "#surveys/frames/list-template.ts";

/** Two outlines that show the form of a file of boundaries. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const language = languageOf(request, context.viewer?.language ?? null);
  return new Response(JSON.stringify(boundaryTemplate(language), null, 2), {
    headers: {
      "Content-Type": "application/geo+json",
      "Content-Disposition": 'attachment; filename="boundaries.geojson"',
      "Cache-Control": "private, no-store",
    },
  });
}
