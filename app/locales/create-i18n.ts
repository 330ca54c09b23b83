import type { i18n } from "i18next";
import type { Language } from "#surveys/vocabulary.ts";
import { createTranslator } from "./create-translator.ts";
import { resources } from "./resources.ts";

/** A translator of its own for one request, or for the desk's pages in the browser; it knows every page's words. */
export const createI18n = (language: Language): i18n => createTranslator(language, resources);
