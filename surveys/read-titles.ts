export type Titles = Record<string, { zh: string; en: string }>;

interface Element {
  name?: unknown;
  title?: { "zh-cn"?: unknown; en?: unknown };
}

/**
 * The titles of a questionnaire's questions in both languages, by question name.
 *
 * @param definition  a SurveyJS definition; elements without a title in both languages are left out
 */
export function readTitles(definition: Record<string, unknown>): Titles {
  const pages = Array.isArray(definition.pages) ? (definition.pages as { elements?: unknown }[]) : [];
  const titles: Titles = {};
  for (const { elements } of pages) {
    for (const { name, title } of Array.isArray(elements) ? (elements as Element[]) : []) {
      const { "zh-cn": zh, en } = title ?? {};
      if (typeof name === "string" && typeof zh === "string" && typeof en === "string")
        titles[name] = { zh, en };
    }
  }
  return titles;
}
