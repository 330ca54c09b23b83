import english from "#app/locales/en/server.json" with { type: "json" };
import chinese from "#app/locales/zh-CN/server.json" with { type: "json" };

export type OperatorTextKey = keyof typeof english;
export type OperatorLanguage = "zh-CN" | "en";

/** The language of the terminal: LC_ALL, LC_MESSAGES or LANG, else what the operating system says. */
export function operatorLanguage(env: Readonly<Record<string, string | undefined>>): OperatorLanguage {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG;
  if (locale) return /^zh/i.test(locale) ? "zh-CN" : "en";
  const system = process.platform === "linux" ? "en" : Intl.DateTimeFormat().resolvedOptions().locale;
  return /^zh/i.test(system) ? "zh-CN" : "en";
}

/** One sentence for the operator, with `{{name}}` replaced by the value of that name. */
export function operatorText(
  key: OperatorTextKey,
  values: Record<string, string | number> = {},
  language: OperatorLanguage = operatorLanguage(process.env),
): string {
  const text = (language === "zh-CN" ? chinese : english)[key];
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
}
