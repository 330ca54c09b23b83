import { copyDrawing, inLightColours } from "./copy-drawing.ts";
import { drawKey } from "./draw-key.ts";
import { wrapText } from "./wrap-text.ts";

export interface ChartPicture {
  svg: string;
  /** In pixels of the page. */
  width: number;
  height: number;
}

interface ChartWords {
  title: string;
  sentence: string;
  /** What the marks mean: words, or a key with swatches; null where the drawing says it. */
  note: HTMLElement | null;
  /** Which wave it is about. */
  source: string;
}

const NS = "http://www.w3.org/2000/svg";
const MARGIN = 24;
const INK = "#17212b";

/**
 * What is drawn in an element as one SVG that stands alone: colours and fonts written out, as on the light page, on
 * white, with the chart's title and what is said of it. Every drawing that can be seen keeps its place and its size.
 *
 * @returns null when nothing is drawn
 */
export function chartSvg(drawing: HTMLElement, words: ChartWords): ChartPicture | null {
  const parts = [...drawing.querySelectorAll("svg")].filter(
    (each) => !each.parentElement?.closest("svg") && each.getBoundingClientRect().width > 0,
  );
  if (parts.length === 0) return null;
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const width = Math.max(320, Math.max(...boxes.map((box) => box.right)) - left);
  const font = getComputedStyle(drawing).fontFamily;

  const picture = document.createElementNS(NS, "svg");
  const write = (text: string, y: number, size: number, weight = 400) => {
    for (const line of wrapText(text, width, `${weight} ${size}px ${font}`)) {
      const element = document.createElementNS(NS, "text");
      y += size * 1.4;
      element.setAttribute("x", String(MARGIN));
      element.setAttribute("y", y.toFixed(1));
      element.setAttribute("font-size", String(size));
      element.setAttribute("font-weight", String(weight));
      element.setAttribute("fill", INK);
      element.textContent = line;
      picture.append(element);
    }
    return y;
  };
  let y = write(words.sentence, write(words.title, MARGIN - 8, 17, 650) + 2, 13) + MARGIN;
  inLightColours(() => {
    parts.forEach((part, i) => {
      const box = boxes[i]!;
      const copy = copyDrawing(part);
      copy.setAttribute("x", (MARGIN + box.left - left).toFixed(2));
      copy.setAttribute("y", (y + box.top - top).toFixed(2));
      copy.setAttribute("width", box.width.toFixed(2));
      copy.setAttribute("height", box.height.toFixed(2));
      // What stands over the edge, such as a long name, is seen as on the page.
      copy.setAttribute("overflow", "visible");
      picture.append(copy);
    });
  });
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  y += bottom - top;
  const { note } = words;
  if (note?.querySelector("svg")) {
    const shift = y;
    const place = (box: { left: number; top: number }) => ({
      x: MARGIN + box.left - left,
      y: shift + box.top - bottom,
    });
    picture.append(...inLightColours(() => drawKey(note, place)));
    y += note.getBoundingClientRect().bottom - bottom;
  } else if (note) y = write(textOf(note), y + 8, 12);
  y = write(words.source, y, 12);

  const size = { width: Math.ceil(width + 2 * MARGIN), height: Math.ceil(y + MARGIN) };
  const paper = document.createElementNS(NS, "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", "#ffffff");
  const title = document.createElementNS(NS, "title");
  title.textContent = words.title;
  picture.prepend(title, paper);
  picture.setAttribute("width", String(size.width));
  picture.setAttribute("height", String(size.height));
  picture.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
  picture.setAttribute("font-family", font);
  picture.setAttribute("style", "font-variant-numeric: tabular-nums");
  return { svg: new XMLSerializer().serializeToString(picture), ...size };
}

const textOf = (element: HTMLElement) => (element.textContent ?? "").replace(/\s+/g, " ").trim();
