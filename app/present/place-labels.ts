/** A point of a chart and what is to be written beside it. */
export interface LabelledPoint {
  x: number;
  y: number;
  text: string;
}

export interface PlacedLabel {
  x: number;
  y: number;
  text: string;
  anchor: "start" | "end" | "middle";
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const HEIGHT = 15;

/**
 * Labels beside their points, to the right, the left, above or below: where fewest letters stand on one another.
 *
 * @param within  the ends of the drawing from left to right
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  within: readonly [number, number],
): PlacedLabel[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 }));
  return points.map(({ x, y, text }) => {
    const width = widthOf(text);
    const choices: PlacedLabel[] = [
      { x: x + 11, y: y + 5, text, anchor: "start" },
      { x: x - 11, y: y + 5, text, anchor: "end" },
      { x, y: y - 12, text, anchor: "middle" },
      { x, y: y + 22, text, anchor: "middle" },
    ];
    const cost = (label: PlacedLabel) => {
      const box = boxOf(label, width);
      const outside = Math.max(0, within[0] - box.left) + Math.max(0, box.right - within[1]);
      return taken.reduce((sum, other) => sum + overlap(box, other), outside * HEIGHT * 10);
    };
    const best = choices.reduce((one, other) => (cost(other) < cost(one) ? other : one));
    taken.push(boxOf(best, width));
    return best;
  });
}

/** About how wide a text of 14 pixels is. */
const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter > "⺀" ? 14 : 7.6), 0);

function boxOf({ x, y, anchor }: PlacedLabel, width: number): Box {
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - 12, bottom: y - 12 + HEIGHT };
}

function overlap(a: Box, b: Box): number {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return wide > 0 && high > 0 ? wide * high : 0;
}
