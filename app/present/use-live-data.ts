import { useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";

/**
 * Asks for the page's data again every so many seconds while the page can be seen. Whether the server answers is tried
 * first: a network that is away for a minute must not take the page away with it.
 *
 * @returns whether the last attempt failed, so that the page can say how old it is
 */
export function useLiveData(seconds: number, paused: boolean): { failing: boolean } {
  const { revalidate, state } = useRevalidator();
  const navigation = useNavigation();
  const [failing, setFailing] = useState(false);
  const latest = useRef({ revalidate, busy: false });
  latest.current = { revalidate, busy: state !== "idle" || navigation.state !== "idle" };

  useEffect(() => {
    if (paused) return;
    let stopped = false;
    let askedAt = Date.now();
    const ask = async () => {
      if (document.visibilityState !== "visible" || latest.current.busy) return;
      askedAt = Date.now();
      const isThere = await fetch("/healthz", { cache: "no-store" }).then(
        ({ ok }) => ok,
        () => false,
      );
      if (stopped) return;
      setFailing(!isThere);
      if (isThere && !latest.current.busy) latest.current.revalidate();
    };
    const timer = setInterval(() => void ask(), seconds * 1000);
    /** Back in view: at once, if the last time is longer ago. */
    const onView = () => {
      if (Date.now() - askedAt >= seconds * 1000) void ask();
    };
    document.addEventListener("visibilitychange", onView);
    return () => {
      stopped = true;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onView);
    };
  }, [seconds, paused]);
  return { failing };
}
