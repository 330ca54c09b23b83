import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatNumber, formatPercent } from "#app/present/format-share.ts";
import { useDuration } from "#app/present/use-duration.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { Flag } from "#surveys/quality/flag-interviews.ts";

interface FlagListProps {
  flags: readonly Flag[];
  /** Part of interviews with everything at its best: in this street, this volunteer's, in the wave. */
  bestRates: { street: number | null; volunteer: number | null; wave: number };
  /** Whether the viewer may open an interview. */
  mayOpen: readonly string[];
}

/** Each flag with what it rests on, as a question. */
export function FlagList({ flags, bestRates, mayOpen }: FlagListProps) {
  const { t } = useTranslation("quality");
  const ask = useQuestions(bestRates);
  return (
    <ul className="mt-2 grid gap-3">
      {flags.map((flag) => (
        <li key={flag.code} className="note note-attention">
          <p className="font-semibold">{t(`flag.${flag.code}`)}</p>
          <p>{ask(flag)}</p>
          {"other" in flag && mayOpen.includes(flag.other) ? (
            <Link to={`../interviews/${flag.other}`} className="inline-flex min-h-[44px] items-center">
              {t("ask.other")}
            </Link>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function useQuestions({ street, volunteer, wave }: FlagListProps["bestRates"]): (flag: Flag) => string {
  const { t } = useTranslation("quality");
  const language = useLanguage();
  const duration = useDuration();
  const percent = (value: number) => formatPercent(value, language);
  const metres = (value: number) => formatNumber(value, language);
  const join = (...sentences: string[]) => sentences.filter(Boolean).join(language === "en" ? " " : "");
  return (flag) => {
    switch (flag.code) {
      case "overlap":
      case "hurried":
        return t(`ask.${flag.code}`, { duration: duration(flag.seconds) });
      case "clock":
        return t(`ask.clock.${flag.kind}`, { duration: duration(flag.seconds) });
      case "near-identical": {
        const { matched, of, compared, expected } = flag;
        return t("ask.near-identical", { matched, of, compared, expected, percent: percent(matched / of) });
      }
      case "fast":
      case "slow": {
        const median = duration(flag.medianSeconds);
        return join(
          t(`ask.${flag.code}`, { duration: duration(flag.seconds), median, compared: flag.compared }),
          t(`ask.measure.${flag.measure}`),
        );
      }
      case "straight-line": {
        const { items, longestRun: run, runOf, position } = flag;
        return t("ask.straight-line", { items, run, runOf, position, percent: percent(flag.sameFraction) });
      }
      case "all-best":
        return street === null || volunteer === null
          ? t("ask.all-bestOnline", { rest: percent(wave) })
          : t("ask.all-best", { rate: percent(street), own: percent(volunteer), rest: percent(wave) });
      case "far-away":
        return join(
          t("ask.far-away", { metres: metres(flag.metres) }),
          flag.accuracy === null ? "" : t("ask.accuracy", { metres: metres(flag.accuracy) }),
        );
      case "many-missing":
        return t("ask.many-missing", { ...flag });
    }
  };
}
