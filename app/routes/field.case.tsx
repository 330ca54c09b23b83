import { Link, useNavigate, useSearchParams } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { beginHousehold } from "#app/field/begin-interview.ts";
import { fieldDevice } from "#app/field/field-device.ts";
import { recordVisit } from "#app/field/record-visit.ts";
import { useCaseTitle } from "#app/field/screens/case-title.ts";
import { CorrectInterviews } from "#app/field/screens/correct-interviews.tsx";
import { CorrectVisit } from "#app/field/screens/correct-visit.tsx";
import { DoorActions, type DoorAction, type DoorFormProps } from "#app/field/screens/door-actions.tsx";
import { MissingCase, WaveNotice } from "#app/field/screens/missing-case.tsx";
import { useCase } from "#app/field/screens/use-case.ts";
import { useDay, useTimes } from "#app/field/screens/use-field.ts";
import { VisitList } from "#app/field/screens/visit-list.tsx";
import { useLocalName } from "#app/present/local-name.ts";
import type { CaseVisit } from "#app/field/work-types.ts";
import type { Language } from "#surveys/vocabulary.ts";

/** One dwelling: where it is, what to say, whom to ask, what happened. */
export default function FieldCase() {
  const view = useCase();
  const { t, i18n } = useTranslation("field");
  const { title, place } = useCaseTitle();
  const { work, user } = useDay();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const localName = useLocalName();
  const times = useTimes(work.city.timeZone);
  const [correcting, setCorrecting] = useState<{ visit: CaseVisit; what: string } | null>(null);
  const [action, setAction] = useState(search.get("do") as DoorAction | null);
  if (!view || view.mode !== "household") return <MissingCase />;
  if (correcting)
    return (
      <CorrectVisit
        {...correcting}
        view={view}
        timeZone={work.city.timeZone}
        onDone={() => setCorrecting(null)}
      />
    );

  const record: DoorFormProps["onResult"] = async (result, more) => {
    const { store } = await fieldDevice();
    await recordVisit(store, { ownerId: user.id, cityId: work.city.id }, view, result, more);
    navigate("/field");
  };
  const begin = async () => {
    const { store } = await fieldDevice();
    await beginHousehold(store, user.id, view, i18n.language as Language);
    navigate(`/field/interview?id=${view.id}`);
  };
  // While a result is being recorded, "record" is the one thing to press.
  const first = `button field-big ${action ? "button-plain" : ""}`;
  const chosen = view.roster?.selected ?? null;
  const person = chosen === null ? undefined : view.roster?.members[chosen];
  return (
    <>
      <header>
        <p className="field-soft">
          {t("list.number", { number: view.walkOrder })} · {place(view)}
        </p>
        <h1>{title(view)}</h1>
        {view.appointmentAt ? (
          <p className="field-tag">{t("case.appointment", { when: times.when(view.appointmentAt) })}</p>
        ) : view.nextVisit ? (
          <p className="field-tag">{t("case.nextVisit", { when: times.visit(view.nextVisit) })}</p>
        ) : null}
      </header>
      <WaveNotice status={view.wave?.status} />
      {view.sentBack ? (
        <div className="note note-attention">
          <p className="font-semibold">{t("case.sentBack")}</p>
          <p>{t("case.sentBackReason", { reason: view.sentBack.reason })}</p>
          <p>{t("case.sentBackHint")}</p>
        </div>
      ) : null}
      {view.done && view.disposition ? (
        <div className="note">
          <p className="font-semibold">
            {t("case.done", { disposition: t(`disposition.${view.disposition}`) })}
          </p>
          <p>{t("case.doneHint")}</p>
        </div>
      ) : null}
      {view.responseOutcome && !view.draft ? null : view.draft || person ? (
        <section className="field-card field-card-next">
          {person ? (
            <p className="text-[1.2em] font-semibold">
              {t("case.selected", {
                who: t("roster.who", {
                  sex: t(`roster.${person.sex}`),
                  age: person.age,
                  place: (chosen ?? 0) + 1,
                }),
              })}
            </p>
          ) : null}
          <button type="button" className={first} onClick={() => void begin()}>
            {t(view.draft ? "case.resume" : "case.start")}
          </button>
          {view.draft ? <p>{t("case.resumeHint")}</p> : null}
        </section>
      ) : (
        <Link className={first} to={`/field/roster?id=${view.id}`}>
          {t("case.roster")}
        </Link>
      )}
      <DoorActions
        key={view.id}
        view={view}
        timeZone={work.city.timeZone}
        action={action}
        onAction={setAction}
        onResult={record}
      />
      <details>
        <summary>{t("case.say")}</summary>
        <p>{t("case.sayText", { city: localName(work.city) })}</p>
        <p className="field-soft mt-2">{t("case.sayHint")}</p>
      </details>
      <VisitList
        visits={view.visits}
        timeZone={work.city.timeZone}
        onCorrect={view.wave?.status === "open" ? (visit, what) => setCorrecting({ visit, what }) : undefined}
      />
      <CorrectInterviews caseId={view.id} />
      {view.roster && !view.responseOutcome ? (
        <Link className="button button-plain" to={`/field/roster?id=${view.id}`}>
          {t("case.rosterAgain")}
        </Link>
      ) : null}
    </>
  );
}
