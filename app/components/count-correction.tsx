import { useTranslation } from "react-i18next";
import { LOOKS } from "#app/field/recount.ts";
import { formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { CorrectedTotals } from "#db/queries/read-count-corrections.ts";

interface CountCorrectionProps {
  before: CorrectedTotals | null;
  after: CorrectedTotals;
  reason: string;
}

/** What a corrected count said before and says now: only the figures that are others. */
export function CountCorrectionText({ before, after, reason }: CountCorrectionProps) {
  const { t } = useTranslation(["cases", "field"]);
  const language = useLanguage();
  const say = (was: number | null, is: number) =>
    `${was === null ? "?" : formatNumber(was, language)} → ${formatNumber(is, language)}`;
  const figures = (["passed", "approached", "missed", "screened"] as const).map((name) => ({
    name: t(`cases:counts.${name}`),
    was: before?.[name] ?? null,
    is: after[name],
  }));
  const refused = [
    { name: t("cases:counts.refused"), was: before?.refusals.length ?? null, is: after.refusals.length },
    ...LOOKS.map(({ sex, ageBand }) => {
      const of = (totals: CorrectedTotals) =>
        totals.refusals.filter((one) => one.sex === sex && one.ageBand === ageBand).length;
      const who = sex
        ? `${t(`field:roster.${sex}`)} ${(ageBand ?? "").replace("-", "–")}`
        : t("field:session.unknown");
      return {
        name: t("cases:counts.refusedOf", { who: who.trim() }),
        was: before && of(before),
        is: of(after),
      };
    }),
  ];
  const changed = [...figures, ...refused].filter(({ was, is }) => (was === null ? is > 0 : was !== is));
  return (
    <>
      {changed.map(({ name, was, is }) => (
        <span key={name} className="block">
          {name} <span className="whitespace-nowrap tabular-nums">{say(was, is)}</span>
        </span>
      ))}
      <span className="block text-ink-soft">{t("cases:correction", { reason })}</span>
    </>
  );
}
