import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { Overview } from "#app/analyst/read-overview.server.ts";
import { formatProbability } from "#app/present/format-probability.ts";
import { formatDifference, formatNumber, formatPercent, formatPoints } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { useCountdown } from "#app/present/use-countdown.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { ChangeText } from "./change-text.tsx";
import { RateText } from "./rate-text.tsx";

interface OverviewFactsProps {
  overview: Overview;
  target: number | null;
}

/** Target, assessment day, change, response and sample: five short answers beside the share. */
export function OverviewFacts({ overview, target }: OverviewFactsProps) {
  const { t } = useTranslation("overview");
  const language = useLanguage();
  const { fieldwork, view } = overview;
  const { wave } = view;
  const number = (value: number) => formatNumber(value, language);
  const part = (which: "dwellings" | "sessions", interviews: number) =>
    t(`sample.${which}`, {
      done: number(fieldwork[which].done),
      total: number(fieldwork[which].total),
      interviews: number(interviews),
    });
  return (
    <section aria-label={t("facts")}>
      <dl className="grid border-t-2 border-ink sm:grid-cols-2 lg:grid-cols-3">
        <TargetFact overview={overview} target={target} />
        <Fact name={t("assessment.title")}>
          <p className="text-[1.25rem] font-semibold">
            {useCountdown(overview.assessmentOn, fieldwork.today)}
          </p>
          {wave.status === "published" ? null : (
            <p className="no-print text-[0.875rem]">
              <Link to={`/waves/${wave.id}/score#assessment`}>{t("assessment.change")}</Link>
            </p>
          )}
        </Fact>
        <ChangeFact overview={overview} />
        <Fact name={t("response.title")}>
          <p className="font-semibold">
            {(["household", "intercept"] as const).map((mode) => (
              <span key={mode} className="block">
                <RateSentence mode={mode} rate={fieldwork.responseRate[mode]} />
              </span>
            ))}
          </p>
          <p className="text-[0.875rem] text-ink-soft">{t("response.means")}</p>
        </Fact>
        <Fact name={t("sample.title")}>
          <p>{part("dwellings", fieldwork.interviews.household)}</p>
          <p>{part("sessions", fieldwork.interviews.intercept)}</p>
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="border-b border-line py-3 pr-6">
      <dt className="text-ink-soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function TargetFact({
  overview: { targetProbability, forecastProbability, forecastWaves },
  target,
}: OverviewFactsProps) {
  const { t } = useTranslation("overview");
  const language = useLanguage();
  if (target === null) return <Fact name={t("target.title", { target: "–" })}>{t("target.none")}</Fact>;
  return (
    <Fact name={t("target.title", { target: formatPoints(target, language) })}>
      {targetProbability === null ? (
        "–"
      ) : (
        <>
          <p className="font-semibold">
            {t("target.now", { probability: formatProbability(targetProbability, language, t) })}
          </p>
          <p className="text-[0.875rem] text-ink-soft">{t("target.means")}</p>
        </>
      )}
      {forecastProbability === null ? null : (
        <p>
          <span className="font-semibold">
            {t("target.forecast", { probability: formatProbability(forecastProbability, language, t) })}
          </span>{" "}
          <span className="text-[0.875rem] text-ink-soft">
            {t("target.forecastMeans", { count: forecastWaves })}
          </span>
        </p>
      )}
    </Fact>
  );
}

function ChangeFact({ overview: { change, view } }: Pick<OverviewFactsProps, "overview">) {
  const { t } = useTranslation("overview");
  const language = useLanguage();
  const localName = useLocalName();
  if (!change) return <Fact name={t("change.title", { wave: "–" })}>{t("change.none")}</Fact>;
  const { overall, previous, otherLambda } = change;
  return (
    <Fact name={t("change.title", { wave: localName(previous) })}>
      <p className={isWithheld(overall) ? undefined : "text-[1.25rem] font-semibold"}>
        <ChangeText change={overall} />
      </p>
      {isWithheld(overall) ? null : (
        <p className="text-[0.875rem] text-ink-soft">
          {t("change.interval", {
            level: formatPercent(view.level, language).replace(".0", ""),
            low: formatDifference(overall.interval[0], language),
            high: formatDifference(overall.interval[1], language),
          })}
          {otherLambda ? ` ${t("change.otherLambda")}` : null}
        </p>
      )}
    </Fact>
  );
}

function RateSentence({
  mode,
  rate,
}: {
  mode: "household" | "intercept";
  rate: Parameters<typeof RateText>[0]["rate"];
}) {
  const { t } = useTranslation(["overview", "waves"]);
  const language = useLanguage();
  if (typeof rate === "number")
    return <>{t(`overview:response.${mode}`, { rate: formatPercent(rate, language) })}</>;
  return (
    <>
      {t(`waves:modeShort.${mode}`)} <RateText rate={rate} />
    </>
  );
}
