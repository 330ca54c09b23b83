import { useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useLiveData } from "./use-live-data.ts";

/** Seconds between two questions where the server cannot tell by itself. */
const EVERY_SECONDS = 30;

/**
 * Asks for the page's data again when the server says that something has arrived, while the page can be seen: a window
 * in the background holds no connection. Where no events come, the page asks now and then.
 *
 * @returns when the data were last asked for again, null before the first time
 */
export function useArrivals(
  address: string,
  paused: boolean,
): { updatedAt: number | null; failing: boolean } {
  const { revalidate, state } = useRevalidator();
  const navigation = useNavigation();
  const [isDeaf, setDeaf] = useState(false);
  const [updatedAt, setUpdatedAt] = useState<number | null>(null);
  const wasLoading = useRef(false);
  const latest = useRef({ revalidate, busy: false });
  latest.current = { revalidate, busy: state !== "idle" || navigation.state !== "idle" };
  const { failing } = useLiveData(EVERY_SECONDS, paused || !isDeaf);

  useEffect(() => {
    if (wasLoading.current && state === "idle") setUpdatedAt(Date.now());
    wasLoading.current = state === "loading";
  }, [state]);

  useEffect(() => {
    if (paused) return;
    if (typeof EventSource === "undefined") return setDeaf(true);
    let source: EventSource | null = null;
    let seen: string | null = null;
    let later: ReturnType<typeof setTimeout> | undefined;
    const askAgain = () => {
      clearTimeout(later);
      if (latest.current.busy) later = setTimeout(askAgain, 1000);
      else latest.current.revalidate();
    };
    const hear = ({ data }: MessageEvent<string>) => {
      setDeaf(false);
      if (seen !== null && seen !== data) askAgain();
      seen = data;
    };
    const follow = () => {
      if (document.visibilityState !== "visible") {
        source?.close();
        source = null;
      } else if (!source) {
        source = new EventSource(address);
        source.addEventListener("arrivals", hear);
        // Refused for good; a line that broke is tried again by the browser itself.
        source.onerror = () => source?.readyState === EventSource.CLOSED && setDeaf(true);
      }
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      source?.close();
      clearTimeout(later);
      document.removeEventListener("visibilitychange", follow);
    };
  }, [address, paused]);
  return { updatedAt, failing };
}
