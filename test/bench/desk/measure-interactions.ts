import type { Page } from "playwright-core";
import { RIGHTS } from "#app/rights.ts";
import { signInToDesk } from "#test/e2e/drive-desk.ts";
import { openBrowser } from "#test/set-up/browser.ts";
import { isPackagedChromiumUsable, unpackChromium } from "#test/set-up/unpack-chromium.ts";
import { PASSWORD } from "./desk-city.ts";

const LIMIT = 100;
const TIMES = 20;
/** Not counted: the first run of any code takes several times as long. */
const WARM_UP = 5;

/** From a click or a choice until the page shows it: sorting, another street, another item, the other language. */
export async function measureInteractions(
  origin: string,
  waveId: string,
  print: (line: string) => void,
): Promise<void> {
  if (isPackagedChromiumUsable() && !process.env.CHROMIUM_PATH) unpackChromium();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
    // Functions given to the page come through tsx, which marks those inside by name.
    await page.addInitScript({ content: "globalThis.__name = (given) => given" });
    await page.addInitScript(giveUntilShown);
    await signInToDesk(page, origin, "analyst", PASSWORD);
    const interactions: [
      name: string,
      path: string,
      act: (page: Page, turn: number) => Promise<number | null>,
    ][] = [
      ["trends: choose a street", "/trends", (on, turn) => choose(on, "select[name=street]", turn + 1)],
      ["trends: choose an item", "/trends", (on, turn) => choose(on, "select[name=part]", turn + 1)],
      ["compare: choose a wave", "/trends/compare", (on, turn) => choose(on, "select[name=with]", turn + 1)],
      ["streets: sort the table", "/streets", (on) => press(on, "main table thead a")],
      [
        "streets: among how many best",
        "/streets",
        async (on, turn) => {
          await on.locator("main select[name=best]").selectOption({ index: turn % 2 });
          return press(on, "main form:has(select[name=best]) button");
        },
      ],
      ["losses: by mode", "/losses", (on) => press(on, "main a[href*='way=']:not([aria-current])")],
      [
        "losses: items or dimensions",
        "/losses",
        (on) => press(on, "main nav:has(a[href*='rows=']) a:not([aria-current])"),
      ],
      ["switch the language", "", (on) => press(on, "form[action*='/language'] button")],
    ];
    for (const [name, path, act] of interactions) {
      if (path !== "" && !reached(path)) continue;
      await page.goto(`${origin}/waves/${waveId}${path}`);
      await page.waitForLoadState("load");
      await page.waitForTimeout(500);
      const times: number[] = [];
      for (let turn = 0; turn < WARM_UP + TIMES; turn++) {
        const time = await act(page, turn);
        if (time !== null && turn >= WARM_UP) times.push(time);
      }
      times.sort((a, b) => a - b);
      if (times.length === 0) continue;
      const median = times[Math.floor(times.length / 2)]!;
      const over = median > LIMIT ? "  over" : "";
      print(
        `${name.padEnd(28)} median ${median.toFixed(0).padStart(5)} ms, slowest ${times.at(-1)!.toFixed(0).padStart(5)} ms${over}`,
      );
    }
  } finally {
    await browser.close();
  }
}

const reached = (path: string) =>
  ["", "._index"].some((end) => `routes/waves.$waveId${path.replaceAll("/", ".")}${end}` in RIGHTS);

/** Chooses one of the options; null where there is no such list, or nothing else to choose. */
async function choose(page: Page, selector: string, turn: number): Promise<number | null> {
  const list = page.locator(selector).first();
  if ((await list.count()) === 0) return null;
  return list.evaluate((element, place) => {
    const select = element as HTMLSelectElement;
    const option = select.options[place % select.options.length]!;
    if (option.value === select.value) return null;
    return Reflect.get(
      window,
      "untilShown",
    )?.(() => {
      select.value = option.value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }) as Promise<number>;
  }, turn);
}

/** Gives the page a function that acts and tells how long it took until its text was another, painted. */
function giveUntilShown(): void {
  Reflect.set(window, "untilShown", (act: () => void) => {
    const text = () => document.querySelector("main")?.textContent;
    const before = text();
    const began = performance.now();
    return new Promise<number | null>((resolve) => {
      const observer = new MutationObserver(() => {
        if (text() === before) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
      });
      observer.observe(document, { childList: true, subtree: true, characterData: true });
      setTimeout(() => (observer.disconnect(), resolve(null)), 5000);
      act();
    });
  });
}

async function press(page: Page, selector: string): Promise<number | null> {
  const control = page.locator(selector).first();
  if ((await control.count()) === 0) return null;
  return control.evaluate(
    (element) =>
      Reflect.get(window, "untilShown")?.(() => (element as HTMLElement).click()) as Promise<number>,
  );
}
