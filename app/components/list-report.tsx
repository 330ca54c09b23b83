import { useTranslation } from "react-i18next";
import { formatNumber } from "#app/present/format-share.ts";
import { columnName, listProblem } from "#app/present/list-problem.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { FrameUpload } from "#db/queries/frame-uploads.ts";
import type { UploadReport } from "#db/schema/uploads.ts";
import { FRAME_COLUMNS } from "#surveys/frames/frame-columns.ts";
import type { FrameKind } from "#surveys/frames/frame-kinds.ts";

const COUNTS = ["rows", "added", "changed", "unchanged", "left"] as const;

interface ListReportProps {
  kind: FrameKind;
  report: UploadReport;
}

/** What importing a list would do, or did, in figures. */
export function ListCounts({ report }: Pick<ListReportProps, "report">) {
  const { t } = useTranslation("frame");
  const language = useLanguage();
  return (
    <section className="mt-8">
      <h2>{t("counts.title")}</h2>
      <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-2 border-y-2 border-ink py-3">
        {COUNTS.map((key) => (
          <div key={key}>
            <dt className="text-ink-soft">{t(`counts.${key}`)}</dt>
            <dd className="text-[1.25rem] font-semibold">{formatNumber(report[key], language)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Headings that were not understood, in case one of them was meant. */
export function ListIgnored({ report: { ignored } }: Pick<ListReportProps, "report">) {
  const { t } = useTranslation("frame");
  const language = useLanguage();
  if (ignored.length === 0) return null;
  return (
    <p className="mt-4 text-ink-soft">
      {t("counts.ignored", { names: new Intl.ListFormat(language).format(ignored) })}
    </p>
  );
}

/** Every problem with its row, its column and what to do. */
export function ListProblems({ kind, report, upload }: ListReportProps & { upload: FrameUpload }) {
  const { t } = useTranslation("frame");
  const language = useLanguage();
  const { problems, problemCount } = report;
  return (
    <section className="mt-8">
      <h2>{t("problems.title", { count: problemCount })}</h2>
      <p className="mt-1">{t("problems.text")}</p>
      <p className="mt-1">
        {problemCount > problems.length ? t("problems.shown", { shown: problems.length }) : null}
        <a href={`/frame/uploads/${upload.id}/problems.csv`} download className="inline-block py-2">
          {t("problems.download")}
        </a>
      </p>
      <div className="relative mt-2 overflow-x-auto">
        <table className="yearbook">
          <caption className="sr-only">{t("problems.caption")}</caption>
          <thead>
            <tr>
              <th scope="col" className="w-[5rem]">
                {t(kind === "boundaries" ? "problems.feature" : "problems.row")}
              </th>
              <th scope="col" className="w-[10rem] text-left!">
                {t("problems.column")}
              </th>
              <th scope="col" className="text-left!">
                {t("problems.problem")}
              </th>
            </tr>
          </thead>
          <tbody>
            {problems.map((problem, i) => (
              <tr key={i}>
                <td className="font-semibold">{problem.row ?? "–"}</td>
                <td className="text-left!">{problem.column ?? "–"}</td>
                <td className="text-left!">{listProblem(problem, kind, language, t)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Values that stand for a word of the reader's language. */
const WORDS = ["sex", "kind", "dayType"];

/** The first rows as they would be imported. */
export function ListSample({ kind, report }: ListReportProps) {
  const { t } = useTranslation("frame");
  const language = useLanguage();
  const there = new Set(report.sample.flatMap((row) => Object.keys(row)));
  const keys = [...FRAME_COLUMNS[kind].map(({ key }) => key), "boundary"].filter((key) => there.has(key));
  if (keys.length === 0) return null;
  return (
    <section className="mt-8">
      <h2>{t("sample.title")}</h2>
      <div className="relative mt-2 overflow-x-auto">
        <table className="yearbook">
          <caption className="sr-only">{t("sample.title")}</caption>
          <thead>
            <tr>
              {keys.map((key) => (
                <th key={key} scope="col" className="text-left!">
                  {key === "boundary" ? t("sample.points") : columnName(kind, key, language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.sample.map((row, i) => (
              <tr key={i}>
                {keys.map((key) => (
                  <td key={key} className="text-left!">
                    {WORDS.includes(key) && row[key] ? t(`word.${row[key]}` as never) : row[key] || "–"}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
