import { useEffect, useRef } from "react";

/** Milliseconds that each page was in front of somebody, by page name, all visits together. */
export type ScreenTimes = Record<string, number>;

/**
 * Times the pages of a questionnaire, leaving out the time in which the screen was off or another app in front.
 *
 * @param initial  times of an earlier sitting, when an interview is resumed
 * @param paused   something else is in front of the questionnaire
 * @returns        `enter(page)` when a page comes up, `read()` for the times up to now
 */
export function useScreenTimes(initial: ScreenTimes = {}, paused = false) {
  const times = useRef<ScreenTimes>({ ...initial });
  const current = useRef<{ page: string; since: number | null } | null>(null);

  const isPaused = useRef(paused);

  const runs = () => document.visibilityState === "visible" && !isPaused.current;
  const settle = () => {
    const running = current.current;
    if (!running || running.since === null) return;
    const now = performance.now();
    times.current[running.page] = Math.round((times.current[running.page] ?? 0) + now - running.since);
    running.since = now;
  };
  const clock = useRef({
    enter(page: string) {
      settle();
      current.current = { page, since: runs() ? performance.now() : null };
    },
    read(): ScreenTimes {
      settle();
      return { ...times.current };
    },
  });

  useEffect(() => {
    const changed = () => {
      if (!current.current) return;
      settle();
      current.current.since = runs() ? performance.now() : null;
    };
    isPaused.current = paused;
    changed();
    document.addEventListener("visibilitychange", changed);
    return () => document.removeEventListener("visibilitychange", changed);
  }, [paused]);

  return clock.current;
}
