/** Lines of a text that are no wider than given. Latin breaks between words, Chinese between characters. */
export function wrapText(text: string, width: number, font: string): string[] {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return [text];
  pen.font = font;
  const pieces = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? [];
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    // No line begins with a closing mark.
    const mayBreak = line !== "" && !/^[，。、；：？！）》」』”％·]/.test(piece);
    if (mayBreak && pen.measureText((line + piece).trimEnd()).width > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  return line.trim() === "" ? lines : [...lines, line.trimEnd()];
}
