/**
 * A text as R writes it: quoted, and everything beyond plain letters by its code, so that it means the same under any
 * system's encoding.
 */
export function rText(text: string): string {
  const letters = [...text].map((letter) => {
    const code = letter.codePointAt(0)!;
    if (letter === '"' || letter === "\\") return `\\${letter}`;
    if (code >= 0x20 && code < 0x7f) return letter;
    return code > 0xffff ? `\\U{${code.toString(16)}}` : `\\u{${code.toString(16)}}`;
  });
  return `"${letters.join("")}"`;
}

/** A comment over as many lines as the text has. */
export const rComment = (text: string): string => text.replace(/^/gm, "# ").replace(/\r/g, "");

/** `c(…)` of texts, a few on each line. */
export const rTexts = (texts: readonly string[]): string => rVector(texts.map(rText), "character(0)");

/** `c(…)` of numbers, to the last digit. */
export const rNumbers = (numbers: readonly number[]): string => rVector(numbers.map(String), "numeric(0)");

/** `c("name" = 1, …)`, what is summed to by name. */
export const rNamed = (numbers: Readonly<Record<string, number>>): string =>
  rVector(
    Object.entries(numbers).map(([name, value]) => `${rText(name)} = ${value}`),
    "numeric(0)",
  );

export const rTruths = (truths: readonly boolean[]): string =>
  rVector(
    truths.map((truth) => (truth ? "TRUE" : "FALSE")),
    "logical(0)",
  );

function rVector(entries: readonly string[], none: string): string {
  return entries.length === 0 ? none : `c(\n  ${entries.join(",\n  ")}\n)`;
}
