import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "../../app/styles.css"), "utf8");

/** The colour tokens of the first block that opens with `start`, at or after `from`. */
function tokens(start: string, from = 0): Record<string, string> {
  const open = css.indexOf("{", css.indexOf(start, from));
  const block = css.slice(open + 1, css.indexOf("}", open));
  return Object.fromEntries(
    [...block.matchAll(/--color-([\w-]+): (#[0-9a-f]{6})/g)].map(([, k, v]) => [k, v]),
  );
}

const light = tokens("@theme static");
const dark = { ...light, ...tokens(":root:not([data-light]) {") };
const fieldAt = css.indexOf('html[data-room="field"]');
const fieldLight = { ...light, ...tokens('html[data-room="field"]') };
const fieldDark = { ...dark, ...tokens('html[data-room="field"]', fieldAt + 10) };

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const channel = (i: number) => {
    const value = parseInt(hex.slice(i, i + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const TEXT = ["ink", "ink-soft", "accent", "accent-deep", "amber", "stop"];
const PAIRS: [text: string, ground: string][] = [
  ...TEXT.flatMap((text): [string, string][] => [
    [text, "paper"],
    [text, "surface"],
  ]),
  ["ink", "accent-soft"],
  ["ink-soft", "accent-soft"],
  ["accent", "accent-soft"],
  ["ink", "amber-soft"],
  ["ink-soft", "amber-soft"],
  ["amber", "amber-soft"],
  ["ink", "stop-soft"],
  ["ink-soft", "stop-soft"],
  ["on-accent", "accent"],
  ["on-accent", "accent-deep"],
  ["on-stop", "stop"],
];

test.each([
  ["the desk by day", light, 4.5],
  ["the desk by night", dark, 4.5],
  ["the field by day", fieldLight, 7],
  ["the field by night", fieldDark, 7],
] as const)(
  "%s: everything that is read stands out enough",
  (_name, colours: Record<string, string>, least) => {
    const weak = PAIRS.map(([text, ground]) => {
      return { text, ground, ratio: contrast(colours[text]!, colours[ground]!) };
    }).filter(({ ratio }) => !(ratio >= least));
    expect(weak).toEqual([]);
  },
);

test.each([
  ["by day", light],
  ["by night", dark],
] as const)(
  "edges of controls and marks of charts stand out %s",
  (_name, colours: Record<string, string>) => {
    for (const mark of ["line-strong", "mark-online", "accent"]) {
      expect(contrast(colours[mark]!, colours.paper!), mark).toBeGreaterThanOrEqual(3);
    }
  },
);
