type Wording = { zh: string; en: string };
/** Texts of a questionnaire's choices, by question name and value. */
export type Choices = Record<string, Record<string, Wording>>;

interface Element {
  name?: unknown;
  choices?: unknown;
}

/**
 * The texts of a questionnaire's choices in both languages, by question name and value.
 *
 * @param definition  a SurveyJS definition; choices without a text in both languages are left out
 */
export function readChoices(definition: Record<string, unknown>): Choices {
  const pages = Array.isArray(definition.pages) ? (definition.pages as { elements?: unknown }[]) : [];
  const choices: Choices = {};
  for (const { elements } of pages) {
    for (const { name, choices: offered } of Array.isArray(elements) ? (elements as Element[]) : []) {
      if (typeof name !== "string" || !Array.isArray(offered)) continue;
      const texts: Record<string, Wording> = {};
      for (const { value, text } of offered as { value?: unknown; text?: Record<string, unknown> }[]) {
        const { "zh-cn": zh, en } = text ?? {};
        if (typeof value === "string" && typeof zh === "string" && typeof en === "string")
          texts[value] = { zh, en };
      }
      choices[name] = texts;
    }
  }
  return choices;
}
