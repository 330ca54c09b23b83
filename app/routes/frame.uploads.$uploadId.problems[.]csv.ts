import type { LoaderFunctionArgs } from "@remix-run/node";
import Papa from "papaparse";
import { examineList } from "#app/frame/examine-list.server.ts";
import { uploadOfViewer } from "#app/frame/frame-viewer.server.ts";
import { createI18n } from "#app/locales/create-i18n.ts";
import { languageOf } from "#app/locales/language.ts";
import { listProblem } from "#app/present/list-problem.ts";
import { readUploadBody } from "#db/queries/frame-uploads.ts";

/**
 * Every problem of a list that was checked, found once more from the list itself: only the first are kept. Headings and
 * values are the uploader's text, which a spreadsheet must not run as a formula.
 */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { viewer, upload } = await uploadOfViewer(context, params.uploadId);
  const { database } = context;
  const bytes = await readUploadBody(database, viewer.cityId, upload.id);
  if (!bytes) throw new Response(null, { status: 404 });
  const list = { cityId: viewer.cityId, districtId: upload.district.id, kind: upload.kind, bytes };
  const { problems } = await examineList(database, list, () => Promise.resolve(), request.signal);
  const language = languageOf(request, viewer.language);
  const t = (await createI18n(language)).getFixedT(language, "frame");
  const headings = ["row", "column", "problem"].map((key) => t(`problems.${key}` as never));
  const rows = problems.map((problem) => [
    problem.row ?? "",
    problem.column ?? "",
    listProblem(problem, upload.kind, language, t),
  ]);
  return new Response(`\ufeff${Papa.unparse([headings, ...rows], { escapeFormulae: true })}\r\n`, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${upload.kind}-problems.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}
