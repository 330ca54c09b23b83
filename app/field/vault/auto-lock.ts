const MINUTE = 60_000;
/** Nobody touched the screen, or the app was out of sight, for so long. */
export const IDLE_MS = 10 * MINUTE;
export const HIDDEN_MS = 5 * MINUTE;

/** Calls `lock` once the tablet has been left alone. Asks the clock often, as timers sleep while the screen is off. */
export function watchIdle(lock: () => void): () => void {
  let touchedAt = Date.now();
  let hiddenAt: number | null = null;
  const touch = () => void (touchedAt = Date.now());
  const look = () => {
    const now = Date.now();
    // A clock that was set back says nothing about how long ago it was.
    touchedAt = Math.min(touchedAt, now);
    const left = now - touchedAt >= IDLE_MS || (hiddenAt !== null && now - hiddenAt >= HIDDEN_MS);
    if (left) lock();
  };
  const turn = () => {
    look();
    hiddenAt = document.visibilityState === "hidden" ? Date.now() : null;
  };
  const signs = ["pointerdown", "keydown", "scroll"] as const;
  for (const sign of signs) window.addEventListener(sign, touch, { passive: true, capture: true });
  document.addEventListener("visibilitychange", turn);
  const timer = setInterval(look, 5000);
  return () => {
    for (const sign of signs) window.removeEventListener(sign, touch, { capture: true });
    document.removeEventListener("visibilitychange", turn);
    clearInterval(timer);
  };
}
