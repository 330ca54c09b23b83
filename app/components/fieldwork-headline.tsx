import { Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { FieldworkOverview } from "#app/fieldwork/overview.ts";
import { formatClock } from "#app/present/format-clock.ts";
import { formatDay, formatNumber } from "#app/present/format-share.ts";
import { localName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { useLiveData } from "#app/present/use-live-data.ts";
import { withParams } from "#app/present/with-params.ts";
import type { WaveStatus } from "#db/schema/waves.ts";

const EVERY_SECONDS = 15;

interface FieldworkHeadlineProps {
  overview: FieldworkOverview;
  wave: { status: WaveStatus; startsOn: string; endsOn: string };
  today: string;
}

/** How it stands, in a sentence; and which streets are behind. */
export function FieldworkHeadline({ overview, wave, today }: FieldworkHeadlineProps) {
  const { t } = useTranslation("fieldwork");
  const language = useLanguage();
  const { done, total, expected, course } = overview.overall;
  const number = (value: number) => formatNumber(Math.round(value), language);
  const behind = overview.streets.filter((street) => street.course === "behind");
  const figures = {
    ...{ done: number(done), total: number(total), expected: number(expected) },
    short: number(Math.abs(expected - done)),
    day: formatDay(today < wave.startsOn ? wave.startsOn : wave.endsOn, language),
  };
  const phase =
    wave.status !== "open"
      ? "closed"
      : today < wave.startsOn
        ? "before"
        : today > wave.endsOn
          ? "after"
          : course;
  return (
    <div className="mt-6">
      <p className="text-[1.25rem] leading-snug">
        {phase === "behind" ? <span aria-hidden="true">▼ </span> : null}
        <strong>{t(`headline.${phase}.verdict`)}</strong> {t(`headline.${phase}.text`, figures)}
      </p>
      {wave.status === "open" && behind.length > 0 ? (
        <p className="mt-1 text-amber">
          <span aria-hidden="true">▼ </span>
          {t("headline.streets", {
            count: behind.length,
            names: new Intl.ListFormat(language).format(behind.map((street) => localName(street, language))),
          })}
        </p>
      ) : null}
    </div>
  );
}

/** When the figures were read, and the choice not to have them change under one's eyes. */
export function LiveLine({ readAt, timeZone }: { readAt: string; timeZone: string }) {
  const { t } = useTranslation("fieldwork");
  const [search] = useSearchParams();
  const paused = search.get("live") === "off";
  const { failing } = useLiveData(EVERY_SECONDS, paused);
  const time = formatClock(readAt, timeZone);
  return (
    <p className="no-print mt-1 flex flex-wrap items-center gap-x-4 text-ink-soft">
      <span className={failing ? "text-amber" : undefined}>
        {failing ? <span aria-hidden="true">▲ </span> : null}
        {t(failing ? "live.failing" : paused ? "live.paused" : "live.updated", { time })}
      </span>
      <Link
        to={withParams(search, { live: paused ? null : "off" })}
        preventScrollReset
        replace
        className="inline-flex min-h-[44px] items-center"
      >
        {t(paused ? "live.resume" : "live.pause")}
      </Link>
      <noscript>
        <a className="inline-flex min-h-[44px] items-center" href={withParams(search, {})}>
          {t("live.reload")}
        </a>
      </noscript>
    </p>
  );
}
