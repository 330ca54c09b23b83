import { useTranslation } from "react-i18next";
import type { FieldworkOverview, SessionNow } from "#app/fieldwork/overview.ts";
import { formatDay, formatNumber } from "#app/present/format-share.ts";
import { localName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { type FigureColumn, FigureTable } from "./figure-table.tsx";

/** Where people stand at a corner today: as far as their tablets have told. */
export function FieldworkSessions({ overview }: { overview: FieldworkOverview }) {
  const { t } = useTranslation("fieldwork");
  const language = useLanguage();
  const { sessions, nextSessionOn } = overview;
  if (sessions.length === 0) {
    return (
      <p className="mt-2 text-ink-soft">
        {nextSessionOn ? t("sessions.next", { day: formatDay(nextSessionOn, language) }) : t("sessions.none")}
      </p>
    );
  }
  const number = (value: number | undefined) => (value === undefined ? "–" : formatNumber(value, language));
  const counted = (key: "passed" | "approached" | "refused"): FigureColumn<SessionNow> => ({
    key,
    label: t(`sessions.${key}`),
    value: (session) => session.counted?.[key] ?? null,
    cell: (session) => number(session.counted?.[key]),
  });
  const columns: FigureColumn<SessionNow>[] = [
    {
      key: "slot",
      label: t("sessions.slot"),
      words: true,
      value: ({ plannedOn, slot }) => `${plannedOn} ${slot.startsAt}`,
      cell: ({ plannedOn, slot, overdue }) => (
        <span className="whitespace-nowrap">
          {overdue && plannedOn ? `${formatDay(plannedOn, language)} ` : ""}
          {slot.startsAt}–{slot.endsAt}
        </span>
      ),
    },
    {
      key: "person",
      label: t("sessions.person"),
      words: true,
      value: ({ person }) => person,
      cell: ({ person }) => person ?? t("sessions.nobody"),
    },
    {
      key: "state",
      label: t("sessions.state"),
      words: true,
      value: ({ state }) => state,
      cell: (session) => <State session={session} />,
    },
    counted("passed"),
    counted("approached"),
    {
      key: "interviews",
      label: t("sessions.interviews"),
      value: ({ complete, partial }) => complete + partial,
      cell: ({ complete, partial }) => number(complete + partial),
    },
    counted("refused"),
    {
      key: "rule",
      label: t("sessions.rule"),
      words: true,
      value: ({ rule }) => rule,
      cell: ({ rule, interval }) => (
        <span className={rule && rule !== "kept" ? "text-amber" : undefined}>
          {rule && rule !== "kept" ? <span aria-hidden="true">▲ </span> : null}
          {t(`sessions.kth.${rule ?? "none"}`, { interval })}
        </span>
      ),
    },
  ];
  return (
    <FigureTable
      id="sessions"
      caption={t("sessions.title")}
      head={{
        key: "site",
        label: t("sessions.site"),
        value: ({ site }) => localName(site, language),
        cell: ({ site }) => localName(site, language),
      }}
      columns={columns}
      rows={sessions}
      rowKey={({ caseId }) => caseId}
    />
  );
}

const MARKS = { "not-begun": "○", running: "●", paused: "◐", ended: "■" };

function State({ session: { state, overdue } }: { session: SessionNow }) {
  const { t } = useTranslation("fieldwork");
  const late = overdue && state !== "ended";
  return (
    <span className={`whitespace-nowrap ${late ? "text-amber" : ""}`}>
      <span aria-hidden="true">{late ? "▲" : MARKS[state]} </span>
      {t(late && state === "not-begun" ? "sessions.states.missed" : `sessions.states.${state}`)}
    </span>
  );
}
