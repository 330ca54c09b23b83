import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { FrameUpload } from "#db/queries/frame-uploads.ts";

/** The latest uploads and how far they came. */
export function FrameRecent({ uploads, timeZone }: { uploads: readonly FrameUpload[]; timeZone: string }) {
  const { t } = useTranslation("frame");
  const language = useLanguage();
  return (
    <div className="relative mt-2 overflow-x-auto">
      <table className="yearbook">
        <caption className="sr-only">{t("recent.title")}</caption>
        <thead>
          <tr>
            {(["file", "kind", "state", "when", "who"] as const).map((key) => (
              <th key={key} scope="col" className="text-left!">
                {t(`recent.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {uploads.map(({ id, fileName, kind, state, report, createdAt, uploadedBy }) => (
            <tr key={id}>
              <th scope="row" className="font-normal!">
                <Link to={`/frame/uploads/${id}`}>{fileName}</Link>
              </th>
              <td className="text-left!">{t(`kind.${kind}`)}</td>
              <td className="text-left!">
                {state === "checked" && report && report.problemCount > 0 ? (
                  <span className="font-semibold text-amber">
                    <span aria-hidden="true">▲ </span>
                    {t("state.problems", { count: report.problemCount })}
                  </span>
                ) : (
                  t(`state.${state}`)
                )}
              </td>
              <td className="text-left!">{formatMoment(createdAt, language, timeZone)}</td>
              <td className="text-left!">{uploadedBy ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
