import { spawn } from "node:child_process";
import type { Account } from "./postgres-account.ts";

export interface ProgramResult {
  /** Null when the program could not be started at all (`failure` says why) or was killed. */
  exitCode: number | null;
  output: string;
  failure: NodeJS.ErrnoException | null;
}

/**
 * Runs a program to its end, as another account where one is given. Never rejects.
 *
 * `quiet` gives the program no pipes: what it leaves running in the background would keep them open.
 * Detached, so that Ctrl-C in the terminal reaches only this process, which then stops things in order.
 */
export function runProgram(
  file: string,
  args: string[],
  options: { account?: Account | null; quiet?: boolean } = {},
): Promise<ProgramResult> {
  return new Promise((done) => {
    let output = "";
    const child = spawn(file, args, {
      ...(options.account ? { uid: options.account.uid, gid: options.account.gid } : {}),
      cwd: process.platform === "win32" ? undefined : "/",
      env: { ...process.env, LC_ALL: "C", LC_MESSAGES: "C" },
      stdio: options.quiet ? "ignore" : ["ignore", "pipe", "pipe"],
      detached: true,
      windowsHide: true,
    });
    child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", (failure) => done({ exitCode: null, output, failure }));
    child.on("close", (exitCode) => done({ exitCode, output, failure: null }));
  });
}
