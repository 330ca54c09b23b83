import { startTransition, useEffect, useState } from "react";

/**
 * What far parts of a page show: the value as it was until what the person is looking at has been painted, then the new one.
 *
 * For parts that take long to draw and were not asked for; they must be memoised.
 */
export function useAfterPaint<T>(value: T): T {
  const [shown, show] = useState(value);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    // An effect may still come before the paint; what a frame's callback puts off does not.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => show(value)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return shown;
}
