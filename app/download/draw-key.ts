import { copyDrawing } from "./copy-drawing.ts";

const NS = "http://www.w3.org/2000/svg";
/** Of a line's height, what stands under the letters' feet. */
const BELOW = 0.27;

/**
 * What a chart's key shows: its swatches and the words beside them, each where it stands on the page.
 *
 * @param place  from a place on the page to one in the picture
 */
export function drawKey(
  key: HTMLElement,
  place: (box: { left: number; top: number }) => { x: number; y: number },
): SVGElement[] {
  const swatches = [...key.querySelectorAll("svg")].map((swatch) => {
    const box = swatch.getBoundingClientRect();
    const { x, y } = place(box);
    const copy = copyDrawing(swatch);
    for (const [name, value] of Object.entries({ x, y, width: box.width, height: box.height }))
      copy.setAttribute(name, value.toFixed(2));
    return copy;
  });
  return [...swatches, ...textsOf(key).flatMap((node) => drawText(node, place))];
}

function textsOf(key: HTMLElement): Text[] {
  const walker = document.createTreeWalker(key, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement?.closest("svg") && node.textContent?.trim()) texts.push(node as Text);
  return texts;
}

function drawText(node: Text, place: Parameters<typeof drawKey>[1]): SVGElement[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  const box = range.getBoundingClientRect();
  // Only for readers of the screen.
  if (box.width < 2 || box.height < 2) return [];
  const style = getComputedStyle(node.parentElement!);
  const { x, y } = place(box);
  const text = document.createElementNS(NS, "text");
  text.setAttribute("x", x.toFixed(2));
  text.setAttribute("y", (y + box.height * (1 - BELOW)).toFixed(2));
  text.setAttribute("font-size", style.fontSize.replace("px", ""));
  text.setAttribute("font-weight", style.fontWeight);
  text.setAttribute("fill", "#17212b");
  text.textContent = node.textContent!.replace(/\s+/g, " ").trim();
  return [text];
}
