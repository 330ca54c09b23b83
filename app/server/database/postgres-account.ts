import { execFileSync } from "node:child_process";
import { operatorText } from "../operator-text.ts";
import { StartError } from "../start-error.ts";

/** The account that PostgreSQL runs as; null is the one that this process runs as. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

function idOf(name: string): Account | null {
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }).toString());
  try {
    return { name, uid: id("-u"), gid: id("-g") };
  } catch {
    return null;
  }
}

/**
 * PostgreSQL refuses to run as root: root runs it as the user `postgres`, made when absent.
 *
 * @throws {StartError} if there is no such user and none can be made
 */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const existing = idOf("postgres");
  if (existing) return existing;
  const ways: [string, string[]][] = [
    ["useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]],
    ["adduser", ["-S", "-D", "-H", "postgres"]],
  ];
  for (const [program, args] of ways) {
    try {
      execFileSync(program, args, { stdio: "ignore" });
    } catch {
      continue;
    }
    const made = idOf("postgres");
    if (made) return made;
  }
  throw new StartError(operatorText("no-postgres-user"));
}
