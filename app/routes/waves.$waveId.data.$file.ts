import type { LoaderFunctionArgs } from "@remix-run/node";
import {
  readTable,
  type TableFileFormat,
  type TableName,
  writeTable,
} from "#app/export/table-files.server.ts";
import { scriptFor, unitsAs, unitsName } from "#app/export/unit-files.server.ts";
import { createI18n } from "#app/locales/create-i18n.ts";
import { languageOf } from "#app/locales/language.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { readEstimationFrame } from "#db/queries/read-estimation-frame.ts";

const TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
const TEXT = "text/plain; charset=utf-8";

/** One of a wave's files: `streets.csv`, `units.json`, `units.R`, … */
export async function loader({ params, request, context }: LoaderFunctionArgs): Promise<Response> {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ["analyst", "administrator"]);
  const { database: db } = context;
  const frame = await readEstimationFrame(db, viewer.cityId, wave.id);
  if (!frame) throw new Response(null, { status: 404 });
  const language = languageOf(request, viewer.language);
  const t = createI18n(language).t;
  const [, name, format = ""] = /^(units|streets|items|losses)\.(\w+)$/.exec(params.file ?? "") ?? [];
  const send = (body: BodyInit) => {
    const fileName =
      name === "units" ? unitsName(frame).replace(/csv$/, format) : `${wave.code}-${name}.${format}`;
    return new Response(body, {
      headers: {
        "Content-Type": TYPES[format] ?? TEXT,
        "Content-Disposition": `attachment; filename="${name}.${format}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        "Cache-Control": "private, no-store",
      },
    });
  };

  const asking = { db, viewer, frame };
  if (name === "units" && (format === "csv" || format === "json")) {
    const stream = await unitsAs(format, asking);
    if (stream !== "busy") return send(stream);
    const headers = { "Retry-After": "60", "Content-Type": TEXT };
    return new Response(t("data:units.busy"), { status: 503, headers });
  }
  if (name === "units" && (format === "R" || format === "sps" || format === "do"))
    return send(await scriptFor(format, asking, language, t));
  if (name && name !== "units" && Object.hasOwn(TYPES, format)) {
    const dontKnow = new URL(request.url).searchParams.get("dontKnow") === "other" ? "other" : "sheet";
    const of = { db, cityId: viewer.cityId, frame, dontKnow, language, t } as const;
    return send(await writeTable(await readTable(name as TableName, of), format as TableFileFormat));
  }
  throw new Response(null, { status: 404 });
}
