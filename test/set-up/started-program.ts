import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface StartedProgram {
  pid: number;
  /** Everything printed so far. */
  output(): string;
  /** Resolves with the exit code when the program ends. */
  ended: Promise<number | null>;
  /** Resolves with the address when the site is up; rejects with the output if the program ends before. */
  address: Promise<string>;
  /** Sends a signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * `npm start` without npm: the real program in a process of its own, on any free port.
 *
 * @param env  WENJIE_DATA_DIR must be a directory that PostgreSQL can reach; see `makeReachableDirectory`
 */
export function startProgram(env: Record<string, string>): StartedProgram {
  const { VITEST: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", "app/server/start.ts"], {
    cwd: ROOT,
    env: { ...inherited, PORT: "0", LANG: "C", LC_ALL: "C", LOG_LEVEL: "warn", DATABASE_URL: "", ...env },
  });
  let text = "";
  const ended = new Promise<number | null>((done) => child.on("close", (code) => done(code)));
  const address = new Promise<string>((done, failed) => {
    const look = (chunk: Buffer) => {
      text += chunk.toString();
      const found = /Wenjie is running:\n\s*(\S+)\/\n[\s\S]*Ctrl-C/.exec(text)?.[1];
      if (found) done(found);
    };
    child.stdout.on("data", look);
    child.stderr.on("data", look);
    void ended.then(() => failed(new Error(text)));
  });
  address.catch(() => undefined);
  const end = (signal: NodeJS.Signals = "SIGINT") => {
    child.kill(signal);
    return ended;
  };
  return { pid: child.pid ?? 0, output: () => text, ended, address, end };
}
