import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatMoment, formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { AnswerRow } from "#app/quality/answer-rows.ts";

interface InterviewAnswersProps {
  rows: readonly AnswerRow[];
  /** The interview beside it. */
  other: { id: string; completedAt: string } | null;
  timeZone: string;
}

/** Questions and answers, beside another interview where one is nearly the same; what differs is marked in words. */
export function InterviewAnswers({ rows, other, timeZone }: InterviewAnswersProps) {
  const { t } = useTranslation("quality");
  const language = useLanguage();
  const say = (text: AnswerRow["answer"]) =>
    text === null ? t("one.notAsked") : language === "en" ? text.en : text.zh;
  const isTimed = rows.some(({ seconds }) => seconds !== null);
  const isSame = ({ answer, other: beside }: AnswerRow) => answer?.en === beside?.en;
  const scored = rows.filter(({ isScored }) => isScored);
  return (
    <section className="mt-10">
      <h3>{t(other ? "one.answersWith" : "one.answers")}</h3>
      {other ? (
        <p className="mt-1">
          {t("one.sameCount", { matched: scored.filter(isSame).length, of: scored.length })}{" "}
          <Link to={`../interviews/${other.id}`} className="inline-flex min-h-[44px] items-center">
            {t("one.openOther")}
          </Link>
        </p>
      ) : null}
      <div className="mt-2">
        <table className="yearbook yearbook-words">
          <caption className="sr-only">{t("one.answers")}</caption>
          <thead className="max-md:sr-only">
            <tr>
              <th scope="col">{t("one.question")}</th>
              <th scope="col">{t("one.answer")}</th>
              {other ? (
                <th scope="col">
                  {t("one.other")}
                  <span className="block">
                    {t("one.otherOf", { when: formatMoment(other.completedAt, language, timeZone) })}
                  </span>
                </th>
              ) : null}
              {other ? (
                <th scope="col">
                  <span className="sr-only">{t("one.differs")}</span>
                </th>
              ) : null}
              {isTimed ? <th scope="col">{t("one.seconds")}</th> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={row.name}
                className={`max-md:grid max-md:grid-cols-3 max-md:border-t max-md:border-line max-md:py-2 max-md:*:border-0! max-md:*:py-0! ${other && !isSame(row) ? "bg-amber-soft" : ""}`}
              >
                <th scope="row" className="font-normal! max-md:col-span-full">
                  {say(row.title)}
                </th>
                <td className="font-semibold">{say(row.answer)}</td>
                {other ? <td>{say(row.other)}</td> : null}
                {other ? (
                  <td className="font-semibold whitespace-nowrap text-amber">
                    {isSame(row) ? "" : t("one.differs")}
                  </td>
                ) : null}
                {isTimed ? (
                  <td className="text-right! whitespace-nowrap">
                    {row.seconds === null
                      ? "–"
                      : t("one.secondsValue", { seconds: formatNumber(row.seconds, language, 1) })}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
