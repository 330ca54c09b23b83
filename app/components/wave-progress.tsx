import { useTranslation } from "react-i18next";
import { formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { WaveProgress } from "#db/queries/count-progress.ts";
import type { SamplePlan } from "#surveys/sampling/draw-wave-sample.ts";

interface WaveProgressProps {
  progress: WaveProgress;
  plan: Pick<SamplePlan, "interviewsPerSession">;
}

/** What came in beside what was drawn, a line for each way of asking. */
export function WaveProgressLines({ progress: { received, cases }, plan }: WaveProgressProps) {
  const { t } = useTranslation("waves");
  const language = useLanguage();
  const number = (value: number) => formatNumber(value, language);
  if (cases.household + cases.intercept === 0) {
    return <p className="text-ink-soft">{t("progress.notDrawn")}</p>;
  }
  const lines = [
    { mode: "household", count: received.household, expected: cases.household },
    { mode: "intercept", count: received.intercept, expected: cases.intercept * plan.interviewsPerSession },
    { mode: "online", count: received.online, expected: 0 },
  ] as const;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4">
      {lines.map(({ mode, count, expected }) => (
        <div key={mode} className="contents">
          <dt className="text-ink-soft">{t(`modeShort.${mode}`)}</dt>
          <dd>{t(`progress.${mode}`, { received: number(count), expected: number(expected) })}</dd>
        </div>
      ))}
    </dl>
  );
}
