import { useTranslation } from "react-i18next";
import { dayTypeOf, suggestNextVisit } from "#app/field/next-visit.ts";
import { localTime } from "#app/field/local-time.ts";
import { casePlace } from "#app/present/case-place.ts";
import { formatDay, formatMoment } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { CountCorrectionText } from "./count-correction.tsx";
import type { CaseDetails } from "#db/queries/read-case-details.ts";
import type { StandingCase } from "#db/queries/read-case-standings.ts";
import { VISITS_DUE } from "#surveys/fieldwork/case-status.ts";

/** As they come over the network: times may be text. */
type Sent<T> = {
  [K in keyof T]: T[K] extends Date
    ? Date | string
    : T[K] extends Date | null
      ? Date | string | null
      : T[K] extends (infer R)[]
        ? Sent<R>[]
        : T[K] extends object | null
          ? Sent<T[K]>
          : T[K];
};
export type CaseRow = Sent<CaseDetails> & Omit<StandingCase, "streetId">;

interface CaseTableProps {
  rows: readonly CaseRow[];
  names: Record<string, string>;
  /** Ids of cases that are ticked. */
  chosen: readonly string[];
  timeZone: string;
  now: string;
  lastDay: string;
}

/** Cases with who has them, how they stand and what was done; each can be ticked. */
export function CaseTable({ rows, names, chosen, ...times }: CaseTableProps) {
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const localName = useLocalName();
  return (
    <div className="relative overflow-x-auto">
      <table className="yearbook yearbook-words min-w-[720px]">
        <caption className="sr-only">{t("title")}</caption>
        <thead>
          <tr>
            <th scope="col">
              <ChooseAll />
            </th>
            <th scope="col">{t("column.case")}</th>
            <th scope="col">{t("column.who")}</th>
            <th scope="col">{t("column.state")}</th>
            <th scope="col">{t("column.done")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const place = casePlace(row, language, t);
            return (
              <tr key={row.id}>
                <td className="w-[44px]">
                  <label className="-my-2 -ml-2 inline-flex size-[44px] items-center justify-center">
                    <input
                      type="checkbox"
                      name="case"
                      value={`${row.id} ${row.userId ?? ""}`}
                      defaultChecked={chosen.includes(row.id)}
                      className="size-5"
                    />
                    <span className="sr-only">{t("column.chooseOne", { case: place })}</span>
                  </label>
                </td>
                <th scope="row">
                  {place}
                  <span className="block font-normal text-ink-soft">
                    {[localName(row.street), row.community?.nameZh ? localName(row.community) : null]
                      .filter(Boolean)
                      .join(" · ")}
                    {row.plannedOn ? ` · ${formatDay(row.plannedOn, language)}` : ""}
                  </span>
                </th>
                <td>{row.userId ? names[row.userId] : <span className="text-amber">{t("nobody")}</span>}</td>
                <td>
                  <StateWords row={row} {...times} />
                </td>
                <td>
                  <Done row={row} timeZone={times.timeZone} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Ticks the whole page; without script there is nothing to tick with. */
function ChooseAll() {
  const { t } = useTranslation("cases");
  return (
    <label className="-my-2 -ml-2 inline-flex size-[44px] items-center justify-center">
      <input
        type="checkbox"
        className="size-5"
        onChange={({ currentTarget }) => {
          const boxes = currentTarget.form?.querySelectorAll<HTMLInputElement>('input[name="case"]') ?? [];
          for (const box of boxes) box.checked = currentTarget.checked;
        }}
      />
      <span className="sr-only">{t("column.chooseAll")}</span>
    </label>
  );
}

type Times = Pick<CaseTableProps, "timeZone" | "now" | "lastDay">;

function StateWords({ row, timeZone, now, lastDay }: { row: CaseRow } & Times) {
  const { t } = useTranslation(["cases", "field"]);
  const language = useLanguage();
  const { state, disposition, visitsAtDifferentTimes, visits } = row;
  if (state === "final") {
    if (!disposition) return t("cases:state.final");
    return t("cases:stateFinal", {
      disposition: `${t(`field:disposition.${disposition}`)} (${disposition})`,
    });
  }
  const appointment = visits.at(-1)?.appointmentAt ?? null;
  if (state === "appointment" && appointment) {
    const isPast = new Date(appointment).getTime() < Date.parse(now);
    const when = formatMoment(appointment, language, timeZone);
    return <strong>{t(isPast ? "cases:appointmentPast" : "cases:appointment", { when })}</strong>;
  }
  const made = visits.map(({ happenedAt }) => localTime(new Date(happenedAt).toISOString(), timeZone));
  const next = state === "another-time" ? suggestNextVisit(made, localTime(now, timeZone), lastDay) : null;
  const when = next
    ? [formatDay(next.day, language), t(`cases:weekday.${dayTypeOf(next.day)}`), t(`field:day.${next.part}`)]
    : [];
  return (
    <>
      {t(`cases:state.${state}`)}
      {visitsAtDifferentTimes > 0 ? (
        <span className="block text-ink-soft">
          {t("cases:attempts", { made: visitsAtDifferentTimes, due: VISITS_DUE })}
        </span>
      ) : null}
      {next ? (
        <span className="block text-ink-soft">
          {t("cases:again", { when: when.join(language === "en" ? ", " : " ") })}
        </span>
      ) : null}
    </>
  );
}

/** Visits in order, the household list, the interview; of a session its events. */
function Done({ row, timeZone }: { row: CaseRow; timeZone: string }) {
  const { t } = useTranslation(["cases", "field"]);
  const language = useLanguage();
  const { visits, roster, response, sessions, recounted } = row;
  const moment = (at: Date | string) => formatMoment(at, language, timeZone);
  const by = (name: string | null) => (name ? ` · ${t("cases:by", { name })}` : "");
  if (visits.length === 0 && !roster && !response && sessions.length === 0) {
    return <span className="text-ink-soft">{t("cases:nothingDone")}</span>;
  }
  return (
    <ul>
      {visits.map((visit) => (
        <li key={visit.id}>
          {moment(visit.happenedAt)} ·{" "}
          <span className="font-semibold">
            {t(visit.reason ? `field:reason.${visit.reason}` : `field:disposition.${visit.disposition}`)} (
            {visit.disposition})
          </span>
          <span className="text-ink-soft">{by(visit.by)}</span>
          {visit.correction ? (
            <span className="block text-ink-soft">{t("cases:correction", { reason: visit.correction })}</span>
          ) : null}
          {visit.isCorrected ? <span className="block text-amber">{t("cases:corrected")}</span> : null}
          {visit.note ? <span className="block text-ink-soft">{visit.note}</span> : null}
        </li>
      ))}
      {roster ? (
        <li className="text-ink-soft">
          {t("cases:roster", { when: moment(roster.happenedAt), count: roster.eligible })}
        </li>
      ) : null}
      {response ? (
        <li>
          {moment(response.completedAt)} ·{" "}
          <span className="font-semibold">{t(`cases:outcome.${response.outcome}`)}</span>
          <span className="text-ink-soft">{by(response.by)}</span>
          {response.correction ? (
            <span className="block text-ink-soft">
              {t("cases:correction", { reason: response.correction })}
            </span>
          ) : null}
        </li>
      ) : null}
      {sessions.map(({ event, happenedAt, by: name }) => (
        <li key={`${event} ${String(happenedAt)}`}>
          {moment(happenedAt)} · {t(`cases:event.${event}`)}
          <span className="text-ink-soft">{by(name)}</span>
        </li>
      ))}
      {recounted.map(({ id, receivedAt, by: name, ...correction }) => (
        <li key={id}>
          {moment(receivedAt)} · <span className="font-semibold">{t("cases:counts.title")}</span>
          <span className="text-ink-soft">{by(name)}</span>
          <CountCorrectionText {...correction} />
        </li>
      ))}
    </ul>
  );
}
