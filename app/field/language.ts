import { LANGUAGE_CACHE, LANGUAGE_KEY } from "./service-worker/field-app.ts";
import { LANGUAGES, type Language } from "#surveys/vocabulary.ts";

const KEY = "language";
const YEAR_S = 365 * 24 * 3600;

const isLanguage = (text: string | null | undefined): text is Language =>
  LANGUAGES.includes(text as Language);

/** The language chosen on this device: what was kept here, else the cookie the server also reads. */
export function readLanguage(): Language | null {
  try {
    const kept = localStorage.getItem(KEY);
    if (isLanguage(kept)) return kept;
  } catch {
    // Storage may be switched off; the cookie is enough.
  }
  const cookie = /(?:^|;\s*)language=([^;]+)/.exec(document.cookie)?.[1];
  return isLanguage(cookie) ? cookie : null;
}

/** Keeps the choice for the next start without a network, and for the server's next page. */
export function keepLanguage(language: Language): void {
  document.cookie = `${KEY}=${language}; path=/; max-age=${YEAR_S}; samesite=lax`;
  document.documentElement.lang = language;
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // As above.
  }
}

/** Tells the service worker in which language to open the next page. On plain http there is none to tell. */
export async function noteLanguage(language: Language): Promise<void> {
  if (typeof caches === "undefined") return;
  const cache = await caches.open(LANGUAGE_CACHE);
  await cache.put(LANGUAGE_KEY, new Response(language));
}
