import { useTranslation } from "react-i18next";

/** A length of time in words: 4 min 20 s, 3 h 5 min, 2 days. */
export function useDuration(): (seconds: number) => string {
  const { t } = useTranslation("quality");
  return (seconds) => {
    const whole = Math.round(Math.abs(seconds));
    if (whole < 60) return t("duration.seconds", { s: whole });
    const minutes = Math.floor(whole / 60);
    if (minutes < 60) return t("duration.minutes", { m: minutes, s: whole % 60 });
    const hours = Math.floor(minutes / 60);
    if (hours < 48) return t("duration.hours", { h: hours, m: minutes % 60 });
    return t("duration.days", { count: Math.round(hours / 24) });
  };
}
