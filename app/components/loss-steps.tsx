import { Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Estimate } from "#analysis/score/estimate.ts";
import { isWithheld, type Outcome } from "#analysis/score/withheld.ts";
import { formatPoints, formatShare } from "#app/present/format-share.ts";
import type { LossStep, Way } from "#app/present/loss-steps.ts";
import { itemNumber } from "#app/present/item-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withParams } from "#app/present/with-params.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import type { Titles } from "#surveys/read-titles.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { LossWaterfall } from "./loss-waterfall.tsx";

interface LossStepsProps {
  page: {
    way: Way;
    dimension: string | null;
    share: Outcome<Estimate>;
    steps: readonly LossStep[];
    items: readonly LossStep[];
    titles: Titles;
  };
}

/** From 20 points down to the share by dimension, and within a chosen dimension by item. */
export function LossSteps({ page: { way, dimension, share, steps, items, titles } }: LossStepsProps) {
  const { t } = useTranslation(["losses", "waves"]);
  const [search] = useSearchParams();
  const language = useLanguage();
  const name = (id: string) => t(`waves:dimension.${id}`);
  const given = steps.flatMap(({ id, loss }) => (isWithheld(loss) ? [] : [{ id, ...loss }]));
  const [first, second] = given;
  const question = (id: string) => titles[id]?.[language === "en" ? "en" : "zh"] ?? id;
  const asked = t(`waves:mode.${way}`);
  const stake = items.reduce((sum, { points }) => sum + points, 0);
  const earned = items.some(({ loss }) => isWithheld(loss))
    ? null
    : items.reduce((rest, { loss }) => rest - (isWithheld(loss) ? 0 : loss.lost), stake);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <div>
        <Steps
          id="losses"
          title={t("steps.title")}
          sentence={
            first && second
              ? t("steps.sentence", {
                  first: name(first.id),
                  firstLost: formatShare({ share: first.lost, ci: first.ci }, language),
                  second: name(second.id),
                  secondLost: formatShare({ share: second.lost, ci: second.ci }, language),
                  way: asked,
                })
              : isWithheld(share)
                ? withheldSentence(share, t)
                : t("steps.none")
          }
          from={20}
          end={isWithheld(share) ? null : { estimate: share.share, ci: share.ci }}
          steps={steps}
          label={name}
          part={t("steps.dimension")}
          full={(id) => `${name(id)} ${t(`waves:dimensionMeans.${id}`)}`}
        />
        <nav aria-label={t("steps.inside")} className="no-print mt-2 flex flex-wrap items-center">
          <span className="mr-2 text-ink-soft">{t("steps.inside")}</span>
          {steps.map(({ id, loss }) => (
            <Link
              key={id}
              to={`${withParams(search, { dimension: id === dimension ? null : id })}#inside`}
              aria-current={id === dimension ? "page" : undefined}
              preventScrollReset
              className="quiet"
            >
              {name(id)}
              <span className="text-ink-soft">
                &nbsp;{isWithheld(loss) ? "–" : formatPoints(loss.lost, language)}
              </span>
            </Link>
          ))}
        </nav>
      </div>
      {dimension ? (
        <div id="inside">
          <Steps
            id={`losses-${dimension}`}
            title={t("steps.insideTitle", {
              dimension: name(dimension),
              means: t(`waves:dimensionMeans.${dimension}`),
            })}
            sentence={t("steps.insideSentence", {
              stake: formatPoints(stake, language),
              dimension: name(dimension),
              way: asked,
            })}
            from={stake}
            end={earned === null ? null : { estimate: earned, ci: null }}
            steps={items}
            label={(id) => t("steps.item", { number: itemNumber(id) })}
            part={t("waves:results.item")}
            full={(id) => `${itemNumber(id)} ${question(id)}`}
          />
          <ul className="mt-2 max-w-[800px]">
            {items.map(({ id }) => (
              <li key={id} className="py-1">
                {itemNumber(id)}&ensp;{question(id)}
              </li>
            ))}
          </ul>
          <p className="no-print">
            <a href="#items" className="inline-flex min-h-[44px] items-center">
              {t("steps.allItems")}
            </a>
          </p>
        </div>
      ) : null}
    </div>
  );
}

interface StepsProps {
  id: string;
  title: string;
  sentence: string;
  from: number;
  end: { estimate: number; ci: readonly [number, number] | null } | null;
  steps: readonly LossStep[];
  label: (id: string) => string;
  /** Head of the table's first column, and what stands there. */
  part: string;
  full: (id: string) => string;
}

function Steps({ id, title, sentence, from, end, steps, label, part, full }: StepsProps) {
  const { t } = useTranslation(["losses", "waves"]);
  const language = useLanguage();
  const given = steps.flatMap(({ id: step, loss }) => (isWithheld(loss) ? [] : [{ id: step, ...loss }]));
  const withheld = steps.flatMap(({ id: step, loss }) => (isWithheld(loss) ? [{ id: step, loss }] : []));
  return (
    <>
      <ChartFrame
        id={id}
        title={title}
        sentence={sentence}
        note={t("steps.note")}
        table={{
          caption: title,
          columns: [
            { key: "part", label: part },
            { key: "points", label: t("steps.stake"), numeric: true, digits: 2 },
            { key: "lost", label: t("waves:results.lost"), numeric: true, digits: 2 },
            { key: "se", label: t("steps.se"), numeric: true, digits: 3 },
            { key: "low", label: t("steps.low"), numeric: true, digits: 2 },
            { key: "high", label: t("steps.high"), numeric: true, digits: 2 },
          ],
          rows: given.map(({ id: step, lost, se, ci }) => ({
            ...{ part: full(step), points: steps.find((each) => each.id === step)!.points },
            ...{ lost, se, low: ci[0], high: ci[1] },
          })),
        }}
      >
        <LossWaterfall
          title={title}
          description={t("steps.description", { from: formatPoints(from, language) })}
          from={from}
          fromLabel={t("steps.from")}
          end={withheld.length > 0 ? null : end}
          endLabel={t("steps.end")}
          steps={given.map(({ id: step, lost, ci }) => ({ key: step, label: label(step), lost, ci }))}
        />
      </ChartFrame>
      {withheld.map(({ id: step, loss }) => (
        <p key={step} className="mt-2 text-ink-soft">
          {full(step)}: {withheldSentence(loss, t)}
        </p>
      ))}
    </>
  );
}
