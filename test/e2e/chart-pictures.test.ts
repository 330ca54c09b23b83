import { build } from "esbuild";
import type { Browser } from "playwright-core";
import readSheet from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { chartPng } from "#app/download/chart-png.ts";
import type { writeWorkbook } from "#app/download/write-workbook.ts";
import type { chartSvg } from "#app/download/chart-svg.ts";
import { openBrowser } from "#test/set-up/browser.ts";

interface Pictures {
  chartSvg: typeof chartSvg;
  chartPng: typeof chartPng;
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** A page with a chart in it that takes its colours from the page, dark where the reader wants it dark. */
const PAGE = `<!doctype html><html lang="zh-CN" data-theme><style>
  :root { --ink: #102030; --accent: #0a5a61 }
  @media (prefers-color-scheme: dark) { :root:not([data-light]) { --ink: #eeeeee; --accent: #74cdcf } }
  body { font: 16px sans-serif } .ink { fill: var(--ink) } .hidden { display: none }
  .mixed { fill: color-mix(in oklab, var(--accent) 50%, transparent); stroke: var(--accent); stroke-dasharray: 4 2 }
</style><div id="drawing" style="width: 400px">
  <svg class="hidden" viewBox="0 0 10 10"><text>never seen</text></svg>
  <svg viewBox="0 0 200 100" width="400" height="200" role="img"><title>各街道</title>
    <defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 4L4 0" stroke="var(--accent)"/></pattern></defs>
    <a href="/elsewhere" class="ink"><text x="10" y="20" font-size="12">临溪 &lt;"街"&gt;</text></a>
    <rect class="mixed" x="10" y="40" width="80" height="40" onclick="x()"/>
    <rect x="110" y="40" width="80" height="40" fill="url(#hatch)"/>
  </svg></div>
  <p id="key"><span><svg width="16" height="16"><rect width="16" height="16" class="ink"/></svg> 高于全区</span></p></html>`;

async function takePicture(colorScheme: "light" | "dark") {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { chartSvg } from "./chart-svg.ts"; export { chartPng } from "./chart-png.ts";`,
      resolveDir: "app/download",
    },
    ...{ bundle: true, write: false, format: "iife", globalName: "pictures", target: "es2022" },
  });
  const page = await browser.newPage({ colorScheme });
  await page.setContent(PAGE);
  await page.evaluate(`${outputFiles[0]!.text};globalThis.pictures = pictures`);
  const taken = await page.evaluate(async () => {
    const { pictures } = globalThis as never as { pictures: Pictures };
    const words = {
      title: "各街道",
      sentence: "两条街道。",
      note: document.querySelector<HTMLElement>("#key"),
      source: "示例区",
    };
    const picture = pictures.chartSvg(document.querySelector<HTMLElement>("#drawing")!, words)!;
    const image = await createImageBitmap(await pictures.chartPng(picture));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext("2d")!;
    pen.drawImage(image, 0, 0);
    const corner = [...pen.getImageData(2, 2, 1, 1).data];
    const nothing = pictures.chartSvg(document.createElement("div"), words);
    return { ...picture, pixels: [image.width, image.height], corner, nothing };
  });
  await page.close();
  return taken;
}

test("a chart's picture stands alone: light colours in a dark room, no style sheet, no link, white paper", async () => {
  const [dark, light] = [await takePicture("dark"), await takePicture("light")];
  expect(dark).toEqual(light);
  const { svg, width, height, pixels, corner, nothing } = light;
  expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  expect(svg).toContain('<rect width="100%" height="100%" fill="#ffffff"/>');
  for (const words of [
    ">各街道</text>",
    ">两条街道。</text>",
    ">示例区</text>",
    ">高于全区</text>",
    '>临溪 &lt;"街"&gt;</text>',
  ])
    expect(svg).toContain(words);
  expect(svg).toContain("rgb(16, 32, 48)");
  expect(svg).toContain("rgb(10, 90, 97)");
  expect(svg).toMatch(/fill-opacity="0\.5\d*"/);
  expect(svg).toContain('fill="url(&quot;#hatch&quot;)"');
  expect(svg.match(/<svg /g)).toHaveLength(3);
  expect(svg).not.toMatch(/never seen|var\(|class=|onclick|<a |href|color-mix|oklab/);
  expect(pixels).toEqual([width * 2, height * 2]);
  expect(corner).toEqual([255, 255, 255, 255]);
  expect(nothing).toBeNull();
});

test("a table of 20,000 rows becomes a workbook in the browser, where no worker may come from a blob", async () => {
  const { outputFiles } = await build({
    stdin: { contents: `export { writeWorkbook } from "./write-workbook.ts";`, resolveDir: "app/download" },
    ...{ bundle: true, write: false, format: "iife", globalName: "workbooks", target: "es2022" },
  });
  const page = await browser.newPage();
  const policy = "default-src 'self'; script-src 'unsafe-inline'; worker-src 'self'";
  await page.setContent(`<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">`);
  await page.addScriptTag({ content: `${outputFiles[0]!.text};globalThis.workbooks = workbooks` });
  const base64 = await page.evaluate(async () => {
    const { workbooks } = globalThis as never as { workbooks: { writeWorkbook: typeof writeWorkbook } };
    const rows = Array.from({ length: 20_000 }, (_, i) => ({
      street: `=${i} 临溪街道`,
      share: i / 8,
      lost: i % 7,
    }));
    const columns = ["street", "share", "lost"].map((key) => ({ key, label: key }));
    const blob = await workbooks.writeWorkbook({ caption: "many", columns, rows }, "many");
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = "";
    for (let i = 0; i < bytes.length; i += 32_768)
      text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
    return btoa(text);
  });
  await page.close();
  const [sheet] = await readSheet(Buffer.from(base64, "base64"));
  expect(sheet!.data).toHaveLength(20_001);
  expect(sheet!.data[0]).toEqual(["street", "share", "lost"]);
  expect(sheet!.data.at(-1)).toEqual(["=19999 临溪街道", 19_999 / 8, 19_999 % 7]);
});
