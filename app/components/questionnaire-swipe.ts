import { useRef, type TouchEvent } from "react";

/** A finger's place on the screen, in CSS pixels, and the moment in milliseconds. */
export interface Touch {
  x: number;
  y: number;
  at: number;
}

export type Turn = "next" | "back";

/** What the browser or the system does with a swipe from the very edge. */
const EDGE = 24;
const SHORTEST = 64;
const SHARE_OF_WIDTH = 0.15;
const STEEPEST = 0.4;
const SLOWEST_MS = 800;

/**
 * Reads a finger's way as turning a page: to the left is on, to the right is back.
 *
 * @param width  of the window
 * @returns      null for what is short, slow, oblique or begins at the edge
 */
export function readSwipe(from: Touch, to: Touch, width: number): Turn | null {
  const across = to.x - from.x;
  const far = Math.max(SHORTEST, width * SHARE_OF_WIDTH);
  if (Math.abs(across) < far || Math.abs(to.y - from.y) > STEEPEST * Math.abs(across)) return null;
  if (to.at - from.at > SLOWEST_MS || from.x < EDGE || from.x > width - EDGE) return null;
  return across < 0 ? "next" : "back";
}

/** Where a finger has something else to do. */
const NOT_HERE = "textarea, select, input:not([type=radio]), [data-no-swipe]";

/**
 * Turns pages by swiping. Reads touches and leaves all panning to the browser (`touch-action: manipulation`): where a quick swipe
 * sideways is forbidden to it, Chromium swallows the next tap. A mouse never swipes.
 */
export function useSwipe(onTurn: ((turn: Turn) => void) | null) {
  const from = useRef<Touch | null>(null);
  const place = ({ changedTouches, timeStamp: at }: TouchEvent): Touch => {
    const { clientX: x, clientY: y } = changedTouches[0]!;
    return { x, y, at };
  };
  const forget = () => {
    from.current = null;
  };
  return {
    onTouchStart(event: TouchEvent) {
      const here = event.touches.length === 1 && !(event.target as Element).closest(NOT_HERE);
      from.current = onTurn && here ? place(event) : null;
    },
    onTouchEnd(event: TouchEvent) {
      const begun = from.current;
      forget();
      if (!begun) return;
      const turn = readSwipe(begun, place(event), window.innerWidth);
      if (turn) onTurn?.(turn);
    },
    onTouchCancel: forget,
  };
}
