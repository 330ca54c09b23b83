import english from "#app/locales/en/analyse.json" with { type: "json" };
import chinese from "#app/locales/zh-CN/analyse.json" with { type: "json" };
import { operatorLanguage, type OperatorLanguage } from "#app/server/operator-text.ts";

export type AnalyseTextKey = keyof typeof english;

/** One sentence of the command in the terminal's language, with `{{name}}` replaced by the value of that name. */
export function analyseText(
  key: AnalyseTextKey,
  values: Readonly<Record<string, string | number>> = {},
  language: OperatorLanguage = operatorLanguage(process.env),
): string {
  const text = (language === "zh-CN" ? chinese : english)[key];
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => shown(values[name] ?? ""));
}

/** Numbers without the digits that nobody can use. */
function shown(value: string | number): string {
  return typeof value === "number" ? String(Number(value.toPrecision(9))) : value;
}

/** Whether there is a sentence of that name. */
export function hasAnalyseText(key: string): key is AnalyseTextKey {
  return Object.hasOwn(english, key);
}
