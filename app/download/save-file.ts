/** Hands a file to the browser's downloads, under the code of the wave that the page is about. */
export function saveFile(content: Blob | string, type: string, name: string): void {
  const blob = typeof content === "string" ? new Blob([content], { type: `${type};charset=utf-8` }) : content;
  const prefix = document.querySelector<HTMLElement>("[data-file-prefix]")?.dataset.filePrefix;
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = `${prefix ? `${prefix}-` : ""}${name}`.replace(/[\\/:*?"<>|\p{Cc}]/gu, "_");
  link.click();
  // Some browsers read it only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
