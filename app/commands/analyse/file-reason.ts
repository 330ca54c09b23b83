import { analyseText } from "./analyse-text.ts";

/** Why a file cannot be read or written, in the terminal's language where the reason is a common one. */
export function fileReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return analyseText("file-absent");
  if (code === "EISDIR") return analyseText("file-is-folder");
  if (code === "EACCES" || code === "EPERM") return analyseText("file-forbidden");
  return message;
}
