import { useRef, type PointerEvent } from "react";

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
 * Turns pages by swiping. Scrolling up and down stays the browser's (`touch-action: pan-y`): it then cancels the pointer.
 * A mouse never swipes.
 */
export function useSwipe(onTurn: ((turn: Turn) => void) | null) {
  const from = useRef<(Touch & { id: number }) | null>(null);
  const place = ({ clientX: x, clientY: y, timeStamp: at }: PointerEvent): Touch => ({ x, y, at });
  const forget = () => {
    from.current = null;
  };
  return {
    onPointerDown(event: PointerEvent) {
      const isAlone = event.isPrimary && event.pointerType !== "mouse";
      const here = !(event.target as Element).closest(NOT_HERE);
      from.current = onTurn && isAlone && here ? { ...place(event), id: event.pointerId } : null;
    },
    onPointerUp(event: PointerEvent) {
      const begun = from.current;
      forget();
      if (!begun || begun.id !== event.pointerId) return;
      const turn = readSwipe(begun, place(event), window.innerWidth);
      if (turn) onTurn?.(turn);
    },
    onPointerCancel: forget,
  };
}
