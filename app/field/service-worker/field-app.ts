import type { Language } from "#surveys/vocabulary.ts";

/** What a version of the tablet's app consists of; written into the worker by the build. */
export interface FieldApp {
  /** Changes with every byte of what is kept, of the server's pages and of the worker itself. */
  version: string;
  /** Stands in every true page of this version: what a captive portal or another version answers lacks it. */
  mark: string;
  assets: { url: string; integrity: string }[];
  /** Paths, each kept once a language. */
  pages: string[];
}

export const CACHE_PREFIX = "wenjie-field-";
/** Where the page notes the device's language for the worker, which can read neither cookies nor localStorage. */
export const LANGUAGE_CACHE = "wenjie-language";
export const LANGUAGE_KEY = "/language";
/** Held, shared, by every page that has a questionnaire on the screen. */
export const INTERVIEW_LOCK = "wenjie-interview";

/** What a page tells the worker: it is up; the version that waits may take over. */
export type Message = "started" | "take-over";

export const cacheName = (version: string) => CACHE_PREFIX + version;
export const shellKey = (path: string, language: Language) => `${path}?shell=${language}`;
