import { Await } from "@remix-run/react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Drivers, WaveDrivers } from "#analysis/drivers/estimate-drivers.ts";
import { isWithheld } from "#analysis/score/withheld.ts";
import { formatNumber, formatPercent } from "#app/present/format-share.ts";
import type { LossStep, Way } from "#app/present/loss-steps.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { DriverQuadrants, type DriverDot } from "./driver-quadrants.tsx";
import { LateFailure, LateWaiting } from "./late-parts.tsx";

interface DriversSectionProps {
  drivers: WaveDrivers | Promise<WaveDrivers>;
  /** Of the dimensions: performance is what is not lost. */
  steps: readonly LossStep[];
  way: Way;
  level: number;
}

/** Which dimensions go with overall satisfaction, beside how well they do: where an improvement would be felt. */
export function DriversSection({ drivers, ...rest }: DriversSectionProps) {
  const { t } = useTranslation("losses");
  return (
    <Suspense fallback={<LateWaiting title={t("drivers.title")} />}>
      <Await resolve={drivers} errorElement={<LateFailure title={t("drivers.title")} />}>
        {(known) => <KnownDrivers drivers={known} {...rest} />}
      </Await>
    </Suspense>
  );
}

/** Above this the regressor is hard to tell from the others. */
const INFLATED = 5;

function KnownDrivers({
  drivers,
  steps,
  way,
  level,
}: Omit<DriversSectionProps, "drivers"> & { drivers: WaveDrivers }) {
  const { t } = useTranslation(["losses", "waves"]);
  const language = useLanguage();
  const outcome = way === "combined" ? drivers.combined : drivers.byMode[way];
  if (isWithheld(outcome)) {
    return (
      <section>
        <h2>{t("drivers.title")}</h2>
        <p className="mt-2 max-w-[800px]">{withheldSentence(outcome, t)}</p>
      </section>
    );
  }
  const dots = dotsOf(outcome, steps, (id) => t(`waves:dimension.${id}`));
  const percent = formatPercent(level, language).replace(".0", "");
  const inflated = outcome.drivers.filter(({ inflation }) => inflation > INFLATED);
  const list = new Intl.ListFormat(language);
  const first = dots.filter(({ quadrant, apart }) => quadrant === "improve" && apart);
  const title = t("drivers.title");
  return (
    <div>
      <ChartFrame
        id="drivers"
        title={title}
        sentence={
          dots.length === 0
            ? t("drivers.noPerformance")
            : `${t("drivers.sentence", {
                explained: formatPercent(outcome.explained, language),
                complete: formatNumber(outcome.complete, language),
                respondents: formatNumber(outcome.respondents, language),
              })}${
                first.length > 0
                  ? t("drivers.improve", { dimensions: list.format(first.map(({ label }) => label)) })
                  : t("drivers.improveNone")
              }`
        }
        note={t("drivers.note", { level: percent })}
        table={{
          caption: title,
          columns: [
            { key: "dimension", label: t("steps.dimension") },
            { key: "performance", label: t("drivers.performance"), numeric: true, percent: true },
            { key: "importance", label: t("drivers.importance"), numeric: true, digits: 3 },
            { key: "se", label: t("steps.se"), numeric: true, digits: 3 },
            { key: "low", label: t("steps.low"), numeric: true, digits: 3 },
            { key: "high", label: t("steps.high"), numeric: true, digits: 3 },
            { key: "slope", label: t("drivers.slope"), numeric: true, digits: 3 },
            { key: "inflation", label: t("drivers.inflation"), numeric: true, digits: 1 },
            { key: "quadrant", label: t("drivers.quadrant") },
          ],
          rows: dots.map(({ key, label, performance, importance, ci, quadrant, apart }) => {
            const { se, slope, inflation } = outcome.drivers.find(({ dimension }) => dimension === key)!;
            const verdict = apart ? t(`drivers.place.${quadrant}`) : t("drivers.unproved");
            return {
              dimension: label,
              performance,
              importance,
              se,
              low: ci[0],
              high: ci[1],
              slope,
              inflation,
              quadrant: verdict,
            };
          }),
        }}
      >
        <DriverQuadrants title={title} description={t("drivers.description")} dots={dots} />
      </ChartFrame>
      <p className="mt-2 max-w-[800px] text-ink-soft">
        {t(`drivers.way.${way}`)} {t("drivers.cause")}
        {inflated.length > 0
          ? ` ${t("drivers.inflated", { dimensions: list.format(inflated.map(({ dimension }) => t(`waves:dimension.${dimension}`))) })}`
          : ""}
      </p>
    </div>
  );
}

function dotsOf({ drivers }: Drivers, steps: readonly LossStep[], name: (id: string) => string): DriverDot[] {
  const given = drivers.flatMap(({ dimension, importance, ci }) => {
    const step = steps.find(({ id }) => id === dimension);
    if (!step || isWithheld(step.loss)) return [];
    const { loss, points } = step;
    return [{ key: dimension, label: name(dimension), importance, ci, performance: 1 - loss.lost / points }];
  });
  const mean = (of: (dot: (typeof given)[number]) => number) =>
    given.reduce((sum, dot) => sum + of(dot), 0) / Math.max(1, given.length);
  const [across, up] = [mean(({ performance }) => performance), mean(({ importance }) => importance)];
  return given.map((dot) => ({
    ...dot,
    apart: dot.ci[0] > 0 || dot.ci[1] < 0,
    quadrant:
      dot.importance >= up
        ? dot.performance < across
          ? "improve"
          : "keep"
        : dot.performance < across
          ? "watch"
          : "leave",
  }));
}
