import { cacheName, shellKey, type FieldApp } from "./field-app.ts";
import { LANGUAGE_HEADER } from "#app/locales/language.ts";
import { LANGUAGES, type Language } from "#surveys/vocabulary.ts";

const AT_ONCE = 4;

/**
 * Fetches all of a version, or fails and leaves the version in use alone. What arrived stays for the next attempt.
 *
 * Files are checked against the build's hashes, pages for the version's mark: a captive portal's 200 gets neither.
 */
export async function fillCache(app: FieldApp): Promise<void> {
  const cache = await caches.open(cacheName(app.version));
  const pages = app.pages.flatMap((path) => LANGUAGES.map((language) => ({ path, language })));
  await inTurns(app.assets, (asset) => keepAsset(cache, asset));
  await inTurns(pages, ({ path, language }) => keepPage(cache, app.mark, path, language));
}

async function inTurns<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Names of files carry their hash: what an earlier version kept under the same name is the same. */
async function keepAsset(cache: Cache, { url, integrity }: FieldApp["assets"][number]): Promise<void> {
  const known = await caches.match(url, { ignoreVary: true });
  const answer =
    known ?? (await fetch(url, { integrity }).catch(() => fetch(url, { integrity, cache: "reload" })));
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  await cache.put(url, answer);
}

async function keepPage(cache: Cache, mark: string, path: string, language: Language): Promise<void> {
  const answer = await fetch(path, {
    cache: "reload",
    // To the sign-in: kept, it would be shown for ever.
    redirect: "error",
    headers: { Accept: "text/html", [LANGUAGE_HEADER]: language },
  });
  const kept = answer.clone();
  const text = await answer.text();
  if (!answer.ok || !text.includes(mark) || !text.includes(`<html lang="${language}"`))
    throw new Error(`${path} is not the page of this version`);
  await cache.put(shellKey(path, language), kept);
}
