import { Link, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FieldworkOverview } from "#app/fieldwork/overview.ts";
import { formatLately } from "#app/present/format-clock.ts";
import { formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withParams } from "#app/present/with-params.ts";
import { outcomeRates } from "#surveys/fieldwork/outcome-rates.ts";
import { RateText } from "./rate-text.tsx";

interface FieldworkCountersProps {
  overview: FieldworkOverview;
  waveId: string;
  /** Interviews that the plan asks for at the sites. */
  planned: number;
  clock: { timeZone: string; today: string };
}

/** What came in by every way of asking, how many of those chosen answered, and what waits for somebody. */
export function FieldworkCounters({ overview, waveId, planned, clock }: FieldworkCountersProps) {
  const { t } = useTranslation("fieldwork");
  const language = useLanguage();
  const [search] = useSearchParams();
  const { overall, online, lastRecordAt } = overview;
  const { interviews, dwellings, sessions, counts, quarantine, flags } = overall;
  const number = (value: number) => formatNumber(value, language);
  const rateLink = (mode: "household" | "intercept") => (
    <Link
      to={`${withParams(search, { rates: mode })}#rates`}
      className="inline-flex min-h-[32px] items-center"
    >
      {t("counters.allRates")}
      <span className="sr-only"> {t(`mode.${mode}`)}</span>
    </Link>
  );
  return (
    <dl className="mt-6 grid grid-cols-2 lg:grid-cols-4 gap-x-6 gap-y-4">
      <Counter label={t("counters.household")} figure={number(interviews.household)}>
        {t("counters.ofDwellings", { done: number(dwellings.done), total: number(dwellings.total) })}
      </Counter>
      <Counter
        label={t("counters.householdRate")}
        figure={<RateText rate={outcomeRates(counts.household).rates.RR2} />}
      >
        {rateLink("household")}
      </Counter>
      <Counter label={t("counters.intercept")} figure={number(interviews.intercept)}>
        {t("counters.ofPlanned", { planned: number(planned) })} ·{" "}
        {t("counters.ofSessions", { done: number(sessions.done), total: number(sessions.total) })}
      </Counter>
      <Counter
        label={t("counters.interceptRate")}
        figure={<RateText rate={outcomeRates(counts.intercept).rates.RR2} />}
      >
        {rateLink("intercept")}
      </Counter>
      <Counter label={t("counters.online")} figure={number(online.complete + online.partial)}>
        {t("counters.onlineParts", { partial: number(online.partial) })}
      </Counter>
      <Counter label={t("counters.quarantine")} figure={number(quarantine)} attention={quarantine > 0}>
        <Link to={`/fieldwork/${waveId}/quarantine`} className="inline-flex min-h-[32px] items-center">
          {t("counters.toQuarantine")}
        </Link>
      </Counter>
      {flags === null ? null : (
        <Counter label={t("counters.flags")} figure={number(flags)} attention={flags > 0}>
          <Link to={`/fieldwork/${waveId}/interviews`} className="inline-flex min-h-[32px] items-center">
            {t("counters.toInterviews")}
          </Link>
        </Counter>
      )}
      <Counter
        label={t("counters.last")}
        figure={lastRecordAt ? formatLately(lastRecordAt, language, clock) : t("counters.never")}
      >
        {t("counters.unsent")}
      </Counter>
    </dl>
  );
}

interface CounterProps {
  label: string;
  figure: ReactNode;
  attention?: boolean;
  children: ReactNode;
}

function Counter({ label, figure, attention, children }: CounterProps) {
  return (
    <div className="border-t border-line-strong pt-2">
      <dt className="text-ink-soft">{label}</dt>
      <dd>
        <span className={`block text-[1.5rem] leading-tight font-semibold ${attention ? "text-amber" : ""}`}>
          {attention ? <span aria-hidden="true">▲ </span> : null}
          {figure}
        </span>
        <span className="text-ink-soft">{children}</span>
      </dd>
    </div>
  );
}
