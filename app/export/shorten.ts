const bytes = new TextEncoder();

/** A text on one line, cut between letters so that it takes no more bytes in UTF-8 than a program allows. */
export function shorten(text: string, most: number): string {
  const line = text
    .replace(/\s+/g, " ")
    .replace(/\p{Cc}/gu, "")
    .trim();
  if (bytes.encode(line).length <= most) return line;
  let short = "";
  let size = bytes.encode("…").length;
  for (const letter of line) {
    size += bytes.encode(letter).length;
    if (size > most) break;
    short += letter;
  }
  return `${short}…`;
}
