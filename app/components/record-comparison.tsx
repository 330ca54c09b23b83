import { useTranslation } from "react-i18next";
import { useLanguage } from "#app/present/use-format.ts";
import { useFieldWords } from "#app/present/use-field-words.ts";
import type { Named } from "#app/present/local-name.ts";
import type { ShownRecord } from "#db/queries/read-quarantined.ts";
import type { Choices } from "#surveys/read-choices.ts";
import type { Titles } from "#surveys/read-titles.ts";

export interface ComparedRow {
  name: string;
  isAnswer: boolean;
  value?: unknown;
  other?: unknown;
  differs: boolean;
}

interface RecordComparisonProps {
  rows: readonly ComparedRow[];
  besideWhat: ShownRecord["what"] | null;
  raw: string | null;
  timeZone: string;
  wording: { titles: Titles; choices: Choices };
  streetNames: Record<string, Named>;
  place: Parameters<typeof useFieldWords>[0]["place"];
}

/** Of no use to whoever decides. */
const LEFT_OUT = new Set(["deviceId", "questionnaireVersionId", "method", "sessionId"]);

/** A quarantined record field by field, beside the one that it collides with. What differs is marked in words. */
export function RecordComparison({ rows, besideWhat, raw, ...context }: RecordComparisonProps) {
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const words = useFieldWords(context);
  const shown = rows
    .filter(({ name, isAnswer, differs }) => isAnswer || differs || !LEFT_OUT.has(name))
    // Every record arrives at a time of its own: that is no difference in what it says.
    .map((row) => (row.name === "receivedAt" ? { ...row, differs: false } : row));
  const differing = shown.filter(({ differs }) => differs).length;
  if (raw !== null) return <pre className="mt-4 overflow-x-auto border border-line p-4">{raw}</pre>;
  const body = (part: typeof shown) =>
    part.map((row) => (
      <tr key={`${row.isAnswer} ${row.name}`} className={row.differs ? "bg-amber-soft" : ""}>
        <th scope="row" className="w-[34%]">
          {words.label(row)}
        </th>
        <td>{words.value(row.name, row.value, row.isAnswer)}</td>
        {besideWhat ? <td>{words.value(row.name, row.other, row.isAnswer)}</td> : null}
        {besideWhat ? (
          <td className="whitespace-nowrap font-semibold text-amber">
            {row.differs ? `≠ ${t("quarantine.differs")}` : ""}
          </td>
        ) : null}
      </tr>
    ));
  const answers = shown.filter(({ isAnswer }) => isAnswer);
  return (
    <section className="mt-8">
      {besideWhat ? (
        <p className="mb-2 font-semibold">{t("quarantine.differing", { count: differing })}</p>
      ) : null}
      <div className="relative overflow-x-auto">
        <table className="yearbook yearbook-words" lang={language}>
          <caption className="sr-only">{t("quarantine.table")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("quarantine.field")}</th>
              <th scope="col">{t("quarantine.this")}</th>
              {besideWhat ? <th scope="col">{t(`quarantine.beside.${besideWhat}`)}</th> : null}
              {besideWhat ? (
                <th scope="col">
                  <span className="sr-only">{t("quarantine.differs")}</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>{body(shown.filter(({ isAnswer }) => !isAnswer))}</tbody>
          {answers.length > 0 ? (
            <tbody>
              <tr>
                <th scope="rowgroup" colSpan={besideWhat ? 4 : 2} className="pt-6">
                  {t("quarantine.answers")}
                </th>
              </tr>
              {body(answers)}
            </tbody>
          ) : null}
        </table>
      </div>
    </section>
  );
}
