import type { LoaderFunctionArgs } from "@remix-run/node";
import { waveToDesign } from "#app/design/design-viewer.server.ts";
import { drawnUnitsCsv } from "#app/present/drawn-units-csv.ts";
import { readDrawReport } from "#db/queries/read-draw-report.ts";
import { readDrawnUnits } from "#db/queries/read-drawn-units.ts";

/** All drawn units as a file. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveToDesign(context, params.waveId);
  const report = await readDrawReport(context.database, viewer.cityId, wave.id);
  if (!report) throw new Response(null, { status: 404 });
  const units = await readDrawnUnits(context.database, viewer.cityId, wave.id);
  return new Response(drawnUnitsCsv(units, report), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="drawn-units.csv"; filename*=UTF-8''${encodeURIComponent(`${wave.code}-drawn-units.csv`)}`,
      "Cache-Control": "private, no-store",
    },
  });
}
