import { plainColour } from "./plain-colour.ts";

const NS = "http://www.w3.org/2000/svg";

/** What an element has from the one around it, unless it says otherwise; with what holds at the top. */
const INHERITED: Readonly<Record<string, string>> = {
  fill: "rgb(0, 0, 0)",
  "fill-opacity": "1",
  "fill-rule": "nonzero",
  stroke: "none",
  "stroke-opacity": "1",
  "stroke-width": "1px",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "paint-order": "normal",
  "font-family": "",
  "font-size": "16px",
  "font-style": "normal",
  "font-weight": "400",
  "text-anchor": "start",
  "dominant-baseline": "auto",
  visibility: "visible",
};
/** What holds for the element alone. */
const OWN: Readonly<Record<string, string>> = {
  opacity: "1",
  "stop-color": "rgb(0, 0, 0)",
  "stop-opacity": "1",
  "text-decoration-line": "none",
};
const COLOURS = new Set(["fill", "stroke", "stop-color"]);
/** Kept as they are though no style shows them: they are used from elsewhere, or read out. */
const UNSHOWN = new Set([
  ...["defs", "pattern", "clipPath", "mask", "marker", "linearGradient", "radialGradient", "stop", "symbol"],
  ...["title", "desc"],
]);
const LEFT_OUT = /^(class|style|role|tabindex|href|target|rel|focusable|on\w+|aria-.*|data-.*)$/;

/** Reads styles as the page has them in light colours, whatever the screen shows; nothing is painted in between. */
export function inLightColours<T>(read: () => T): T {
  const root = document.documentElement;
  root.dataset.light = "";
  try {
    return read();
  } finally {
    delete root.dataset.light;
  }
}

/** A drawing without the page: the styles that it is seen with written on every element, links and classes gone. */
export function copyDrawing(drawing: SVGSVGElement): SVGElement {
  return copyElement(drawing, null) ?? document.createElementNS(NS, "svg");
}

function copyElement(element: Element, around: CSSStyleDeclaration | null): SVGElement | null {
  const name = element.localName;
  if (element.namespaceURI !== NS || name === "script" || name === "style" || name === "foreignObject")
    return null;
  const style = getComputedStyle(element);
  if (style.display === "none" && !UNSHOWN.has(name)) return null;
  const copy = document.createElementNS(NS, name === "a" ? "g" : name);
  for (const { name: attribute, value } of element.attributes) {
    const isUse = name === "use" && attribute === "href";
    const isStyle = attribute in INHERITED || attribute in OWN;
    if ((isUse || !LEFT_OUT.test(attribute)) && !isStyle) copy.setAttribute(attribute, value);
  }
  if (name !== "title" && name !== "desc") writeStyles(copy, style, around);
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(child.textContent ?? "");
    if (!(child instanceof Element)) continue;
    const below = copyElement(child, style);
    if (below) copy.append(below);
  }
  return copy;
}

function writeStyles(copy: SVGElement, style: CSSStyleDeclaration, around: CSSStyleDeclaration | null): void {
  const write = (property: string, standard: string) => {
    const value = style.getPropertyValue(property);
    if (value === "" || value === standard) return;
    if (!COLOURS.has(property)) return copy.setAttribute(property, value.replace(/(\d)px/g, "$1"));
    const { colour, opacity } = plainColour(value);
    copy.setAttribute(property, colour);
    // Also where it is whole within something that is not.
    if (opacity < 1 || (around && plainColour(around.getPropertyValue(property)).opacity < 1)) {
      const of = property === "stop-color" ? "stop-opacity" : `${property}-opacity`;
      copy.setAttribute(of, String(opacity * Number(style.getPropertyValue(of) || 1)));
    }
  };
  // Opacities first: a colour that is part transparent changes what they say.
  const inOrder = Object.entries(INHERITED).sort(
    ([a], [b]) => Number(COLOURS.has(a)) - Number(COLOURS.has(b)),
  );
  for (const [property, standard] of inOrder)
    write(property, around ? around.getPropertyValue(property) : standard);
  for (const [property, standard] of Object.entries(OWN)) write(property, standard);
}
