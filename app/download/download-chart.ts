import { saveFile } from "./save-file.ts";

export type ChartFormat = "svg" | "png";

/** Saves what a chart's frame shows as a picture. @throws {Error} if nothing is drawn in it */
export async function downloadChart(frame: HTMLElement, format: ChartFormat, name: string): Promise<void> {
  const { chartSvg } = await import("./chart-svg.ts");
  const drawing = frame.querySelector<HTMLElement>("[data-part=drawing]");
  const textOf = (part: string) =>
    frame.querySelector(`[data-part=${part}]`)?.textContent?.replace(/\s+/g, " ").trim() ?? "";
  const note = frame.querySelector<HTMLElement>("[data-part=note]");
  const source = document.querySelector<HTMLElement>("[data-source]")?.dataset.source ?? "";
  const words = { title: textOf("title"), sentence: textOf("sentence"), note, source };
  const picture = drawing && chartSvg(drawing, words);
  if (!picture) throw new Error("nothing is drawn");
  if (format === "svg") return saveFile(picture.svg, "image/svg+xml", `${name}.svg`);
  const { chartPng } = await import("./chart-png.ts");
  saveFile(await chartPng(picture), "", `${name}.png`);
}
