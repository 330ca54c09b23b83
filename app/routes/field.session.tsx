import { Link, useNavigate } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CaseView } from "#app/field/case-view.ts";
import { useCaseTitle } from "#app/field/screens/case-title.ts";
import { CorrectCounts } from "#app/field/screens/correct-counts.tsx";
import { MissingCase, WaveNotice } from "#app/field/screens/missing-case.tsx";
import { plannedWhen } from "#app/field/screens/next-card.tsx";
import { SessionCounter } from "#app/field/screens/session-counter.tsx";
import { SessionInterviews, SessionTotals } from "#app/field/screens/session-totals.tsx";
import { useCase } from "#app/field/screens/use-case.ts";
import { useDay, useTimes } from "#app/field/screens/use-field.ts";
import { useSession } from "#app/field/screens/use-session.ts";

/** One session in the street: count everybody, ask every k-th. */
export default function FieldSession() {
  const view = useCase();
  if (!view || view.mode !== "intercept") return <MissingCase />;
  return <Session key={view.id} view={view} />;
}

function Session({ view }: { view: CaseView }) {
  const { t } = useTranslation("field");
  const { title, place } = useCaseTitle();
  const { work } = useDay();
  const times = useTimes(work.city.timeZone);
  const navigate = useNavigate();
  const { session, draft, tap, start, change, beginInterview, recount } = useSession(view);
  const interview = async () => {
    if (await beginInterview()) navigate(`/field/interview?session=${session?.id ?? ""}`);
  };
  const { interval, quota } = view.askRule;
  const running = session?.status === "running";
  return (
    <>
      <header>
        <p className="field-soft">
          {plannedWhen(view, times)} · {place(view)}
        </p>
        <h1>{title(view)}</h1>
      </header>
      <WaveNotice status={view.wave?.status} />
      {session === undefined ? <div className="field-skeleton" /> : null}
      {session === null ? (
        <section className="field-card field-card-next">
          <p className="text-[1.2em] font-semibold">
            {t(quota ? "quota.rule" : "session.rule", { interval })}
          </p>
          <p>{t("session.ruleHint")}</p>
          <button type="button" className="button field-big" onClick={() => void start()}>
            {t("session.start")}
          </button>
        </section>
      ) : null}
      {session && draft ? (
        <section className="field-card field-card-next">
          <p className="font-semibold">{t("session.draft")}</p>
          <p>{t("session.draftHint")}</p>
          <Link className="button field-big" to={`/field/interview?session=${session.id}`}>
            {t("next.resume")}
          </Link>
        </section>
      ) : null}
      {session && running && !draft ? (
        <SessionCounter
          session={session}
          rule={view.askRule}
          left={view.quotaLeft}
          onTap={tap}
          onInterview={() => void interview()}
        />
      ) : null}
      {session?.status === "paused" ? (
        <section className="field-card field-card-next">
          <p className="text-[1.2em] font-semibold" role="status">
            {t("session.paused")}
          </p>
          <button type="button" className="button field-big" onClick={() => void change("resume")}>
            {t("session.resume")}
          </button>
        </section>
      ) : null}
      {session?.status === "ended" ? (
        <section className="field-card">
          <p className="text-[1.2em] font-semibold" role="status">
            {t("session.ended")}
          </p>
          <Link className="button field-big" to="/field">
            {t("toList")}
          </Link>
          <button type="button" className="button button-plain" onClick={() => void start()}>
            {t("session.again")}
          </button>
          <p className="field-soft">{t("session.againHint")}</p>
        </section>
      ) : null}
      {session ? (
        <>
          <SessionTotals session={session} />
          {session.status === "ended" ? null : (
            <Ending running={running} onPause={() => void change("pause")} onEnd={() => void change("end")} />
          )}
          <p className="field-soft">
            {t("session.since", { time: times.time(session.startedAt) })}
            {session.endedAt ? ` · ${t("session.until", { time: times.time(session.endedAt) })}` : ""}
          </p>
          <SessionInterviews session={session} time={times.time} />
          {session.status === "ended" && !draft && view.wave?.status === "open" ? (
            <CorrectCounts session={session} rule={view.askRule} onCorrect={recount} />
          ) : null}
        </>
      ) : null}
    </>
  );
}

function Ending({ running, onPause, onEnd }: { running: boolean; onPause: () => void; onEnd: () => void }) {
  const { t } = useTranslation("field");
  const [sure, setSure] = useState(false);
  if (sure)
    return (
      <section className="field-card" role="alert">
        <p>{t("session.endSure")}</p>
        <button type="button" className="button button-stop field-big" onClick={onEnd}>
          {t("session.endYes")}
        </button>
        <button type="button" className="button button-plain" onClick={() => setSure(false)}>
          {t("cancel")}
        </button>
      </section>
    );
  return (
    <div className={`grid gap-2 ${running ? "grid-cols-2" : ""}`}>
      {running ? (
        <button type="button" className="button button-plain field-big" onClick={onPause}>
          {t("session.pause")}
        </button>
      ) : null}
      <button type="button" className="button button-plain field-big" onClick={() => setSure(true)}>
        {t("session.end")}
      </button>
    </div>
  );
}
