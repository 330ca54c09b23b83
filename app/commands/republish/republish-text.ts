import english from "#app/locales/en/republish.json" with { type: "json" };
import chinese from "#app/locales/zh-CN/republish.json" with { type: "json" };
import { operatorLanguage, type OperatorLanguage } from "#app/server/operator-text.ts";

export type RepublishTextKey = keyof typeof english;

/** One sentence of the command in the terminal's language, with `{{name}}` replaced by the value of that name. */
export function republishText(
  key: RepublishTextKey,
  values: Readonly<Record<string, string | number>> = {},
  language: OperatorLanguage = operatorLanguage(process.env),
): string {
  const text = (language === "zh-CN" ? chinese : english)[key];
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
}
