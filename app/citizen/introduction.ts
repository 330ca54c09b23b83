import type { Language } from "#surveys/vocabulary.ts";

interface Element {
  type?: string;
  name?: string;
  html?: string | Record<string, string>;
}

/**
 * The questionnaire's own opening words for people online, so that the first page can say them and the questionnaire begin
 * at its first question. Null if it has none.
 */
export function introduction(definition: Record<string, unknown>, language: Language): string | null {
  const [first] = (definition.pages ?? []) as { elements?: Element[] }[];
  if (!first?.elements?.every(({ type }) => type === "html")) return null;
  const html = first.elements.find(({ name }) => name === "intro_online")?.html;
  if (!html) return null;
  if (typeof html === "string") return html;
  return html[language === "en" ? "en" : "zh-cn"] ?? html.default ?? null;
}
