import { Link } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sessionsByTime, type CaseView } from "../case-view.ts";
import { localTime } from "../local-time.ts";
import { useCaseTitle } from "./case-title.ts";
import { plannedWhen } from "./next-card.tsx";
import { useTimes } from "./use-field.ts";

const FILTERS = ["all", "household", "intercept"] as const;
type Filter = (typeof FILTERS)[number];

/** All cases: dwellings in walking order, sessions by time, what is done apart. */
export function CaseList({ cases, timeZone }: { cases: CaseView[]; timeZone: string }) {
  const { t } = useTranslation("field");
  const { title, place } = useCaseTitle();
  const [search, setSearch] = useState("");
  const [filter, setFilter] = useState<Filter>("all");
  const wanted = search.trim().toLowerCase();
  const found = cases.filter(
    (view) =>
      (filter === "all" || view.mode === filter) &&
      (wanted === "" || `${view.walkOrder} ${title(view)} ${place(view)}`.toLowerCase().includes(wanted)),
  );
  const open = found.filter(({ done }) => !done);
  const done = found.filter((view) => view.done);
  const today = localTime(Date.now(), timeZone).slice(0, 10);
  const isPast = ({ plannedOn }: CaseView) => plannedOn !== null && plannedOn < today;
  const sessions = sessionsByTime(open);
  const dwellings = open.filter(({ mode }) => mode === "household");
  return (
    <section className="grid gap-4">
      <h2>{t("list.title")}</h2>
      <input
        type="search"
        className="input"
        aria-label={t("list.search")}
        placeholder={t("list.search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className="flex flex-wrap gap-2" role="group" aria-label={t("list.filter")}>
        {FILTERS.map((name) => (
          <button
            key={name}
            type="button"
            className="button button-plain field-choice"
            aria-pressed={filter === name}
            onClick={() => setFilter(name)}
          >
            {t(`list.${name}`)}
          </button>
        ))}
      </div>
      {found.length === 0 && cases.length > 0 ? <p>{t("list.nothingFound")}</p> : null}
      <Rows
        heading={t("list.sessions")}
        views={sessions.filter((view) => !isPast(view) || view.session)}
        timeZone={timeZone}
      />
      <Rows heading={t("list.households")} views={dwellings} timeZone={timeZone} />
      <Rows
        heading={t("list.past")}
        views={sessions.filter((view) => isPast(view) && !view.session)}
        timeZone={timeZone}
      />
      {done.length > 0 ? (
        <details>
          <summary>{t("list.done", { count: done.length })}</summary>
          <Rows views={done} timeZone={timeZone} />
        </details>
      ) : null}
    </section>
  );
}

function Rows({ heading, views, timeZone }: { heading?: string; views: CaseView[]; timeZone: string }) {
  if (views.length === 0) return null;
  return (
    <div>
      {heading ? <h3 className="mb-2">{heading}</h3> : null}
      <ul className="border-t border-line bg-surface">
        {views.map((view) => (
          <li key={view.id}>
            <Row view={view} timeZone={timeZone} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Row({ view, timeZone }: { view: CaseView; timeZone: string }) {
  const { t } = useTranslation("field");
  const { title, place } = useCaseTitle();
  const times = useTimes(timeZone);
  const facts = [
    view.slot ? plannedWhen(view, times) : place(view),
    view.sentBack ? t("case.sentBackShort") : "",
    view.draft ? t("next.draft") : "",
    view.disposition ? t(`disposition.${view.disposition}`) : "",
    view.appointmentAt ? t("next.appointment", { when: times.when(view.appointmentAt) }) : "",
    view.nextVisit && !view.appointmentAt ? t("case.nextVisit", { when: times.visit(view.nextVisit) }) : "",
  ].filter(Boolean);
  return (
    <Link className="field-row" to={`/field/${view.mode === "household" ? "case" : "session"}?id=${view.id}`}>
      {view.mode === "household" ? <span className="field-number">{view.walkOrder}</span> : null}
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{title(view)}</span>
        <span className="field-soft block">{facts.join(" · ")}</span>
      </span>
      <span aria-hidden="true">›</span>
    </Link>
  );
}
