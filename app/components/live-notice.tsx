import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatClock } from "#app/present/format-clock.ts";
import { useArrivals } from "#app/present/use-arrivals.ts";

/** Kept for this window, from one of a wave's pages to the next. */
const KEY = "arrivals-paused";

/** Says that the figures follow what arrives, when they last did, and lets a reader hold them still. */
export function LiveNotice({ waveId }: { waveId: string }) {
  const { t } = useTranslation("waves");
  // Nothing is asked for before it is known whether the reader holds the figures still.
  const [paused, setPaused] = useState<boolean | null>(null);
  useEffect(() => setPaused(sessionStorage.getItem(KEY) === "yes"), []);
  const { updatedAt, failing } = useArrivals(`/waves/${waveId}/arrivals`, paused !== false);
  const hold = () => {
    sessionStorage.setItem(KEY, paused ? "no" : "yes");
    setPaused(!paused);
  };
  const time =
    updatedAt === null
      ? null
      : formatClock(new Date(updatedAt), Intl.DateTimeFormat().resolvedOptions().timeZone);
  return (
    <div className="no-print flex min-h-[44px] flex-wrap items-center gap-x-4 text-[0.875rem] text-ink-soft">
      <p role="status">
        {paused
          ? t("live.paused")
          : failing
            ? t("live.failing")
            : time === null
              ? t("live.on")
              : t("live.updated", { time })}
      </p>
      <button type="button" className="quiet underline" onClick={hold}>
        {t(paused ? "live.resume" : "live.pause")}
      </button>
    </div>
  );
}
