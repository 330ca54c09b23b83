/** A text field of a form as it can be stored; empty where there is none, or a file. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? storable(value).trim() : "";
}

/** All text fields of a form by name, as they can be stored. */
export function formTexts(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, storable(value)]] : [])),
  );
}

/** Without what the database refuses (NUL, halves of characters); the end of a line counts once, as in the browser. */
export function storable(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[\0\p{Surrogate}]/gu, "");
}
