import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes a file that only its owner can read, whole or not at all. */
export function writePrivateFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.unfinished`;
  writeFileSync(unfinished, text, { mode: 0o600 });
  if (process.platform !== "win32") chmodSync(unfinished, 0o600);
  renameSync(unfinished, file);
}

export function readPrivateFile(file: string): string | null {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}
