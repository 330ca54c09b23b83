import { useTranslation } from "react-i18next";
import type { StoredSession } from "../open-store.ts";
import { totals } from "../session-counter.ts";

export function SessionTotals({ session }: { session: StoredSession }) {
  const { t } = useTranslation("field");
  const { passed, approached, refusals, missed, screened } = totals(session);
  const figures = [
    ["passed", passed],
    ["approached", approached],
    ["refused", refusals.length],
    ["interviews", session.interviews.length],
  ] as const;
  const aside = [
    missed > 0 ? t("session.missedCount", { count: missed }) : "",
    screened > 0 ? t("session.screenedCount", { count: screened }) : "",
  ].filter(Boolean);
  return (
    <>
      <dl className="field-totals">
        {figures.map(([name, figure]) => (
          <div key={name} data-total={name}>
            <dt className="field-soft">{t(`session.${name}`)}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      {aside.length > 0 ? <p className="field-soft text-center">{aside.join(" · ")}</p> : null}
    </>
  );
}

/** The interviews of a session, newest first. */
export function SessionInterviews({
  session,
  time,
}: {
  session: StoredSession;
  time: (at: string) => string;
}) {
  const { t } = useTranslation("field");
  return (
    <section>
      <h2>{t("session.list")}</h2>
      {session.interviews.length === 0 ? <p>{t("session.noInterviews")}</p> : null}
      <ol>
        {[...session.interviews].reverse().map((interview) => (
          <li key={interview.id} className="py-1">
            {time(interview.at)} · {t(`session.${interview.outcome}`)}
          </li>
        ))}
      </ol>
    </section>
  );
}
