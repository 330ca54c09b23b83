import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { CaseView } from "../case-view.ts";
import { useCaseTitle } from "./case-title.ts";
import { useTimes } from "./use-field.ts";

/** The one thing to do next, with its button. */
export function NextCard({ view, any, timeZone }: { view: CaseView | null; any: boolean; timeZone: string }) {
  const { t } = useTranslation("field");
  const { title, place } = useCaseTitle();
  const times = useTimes(timeZone);
  if (!view)
    return (
      <section className="field-card field-card-next">
        <h1>{t("next.title")}</h1>
        <p>{t(any ? "next.none" : "next.noCases")}</p>
      </section>
    );
  const household = view.mode === "household";
  const address = `/field/${household ? "case" : "session"}?id=${view.id}`;
  const planned = view.slot && view.plannedOn;
  const why = view.draft
    ? t("next.draft")
    : view.session && !view.done
      ? t("next.session")
      : view.appointmentAt
        ? t("next.appointment", { when: times.when(view.appointmentAt) })
        : planned
          ? t("next.planned", { when: plannedWhen(view, times) })
          : view.nextVisit
            ? t("case.nextVisit", { when: times.visit(view.nextVisit) })
            : t(view.visits.length > 0 ? "next.again" : "next.first");
  return (
    <section className="field-card field-card-next" data-next={view.id}>
      <h1>{t("next.title")}</h1>
      <p className="text-[1.3em] font-semibold">{title(view)}</p>
      <p>
        {place(view)} · {why}
      </p>
      <Link
        className="button field-big"
        to={view.draft ? `/field/interview?id=${view.id}` : address}
        prefetch="none"
      >
        {view.draft
          ? t("next.resume")
          : household
            ? t("next.open")
            : t(view.session ? "next.toSession" : "next.openSession")}
      </Link>
    </section>
  );
}

/** "6月13日周六 17:30–19:30" */
export function plannedWhen(view: CaseView, times: ReturnType<typeof useTimes>): string {
  const hours = view.slot ? `${view.slot.startsAt.slice(0, 5)}–${view.slot.endsAt.slice(0, 5)}` : "";
  return `${view.plannedOn ? times.calendarDay(view.plannedOn) : ""} ${hours}`.trim();
}
