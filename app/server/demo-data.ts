import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "#db/client.ts";
import { listCities } from "#db/queries/list-cities.ts";
import { KNOWN_PASSWORD, type DemoSignIn } from "./demo/demo-people.ts";
import { replaceKnownPasswords } from "./demo/replace-known-passwords.ts";
import { type Environment, isPrivate } from "./environment.ts";
import { operatorText } from "./operator-text.ts";
import { readPrivateFile, writePrivateFile } from "./private-file.ts";
import { progressLine } from "./progress-line.ts";

/** What a person is shown: the sign-ins themselves, or the file that holds the generated ones. */
export type SignInNotice = { signIns: DemoSignIn[] } | { file: string } | null;

export const DEMO_CITY = "demo";

const markerOf = (environment: Environment) => join(environment.dataDirectory, "demo-unfinished");
const fileOf = (environment: Environment) => join(environment.dataDirectory, "demo-sign-ins.txt");

const asText = (signIns: readonly DemoSignIn[]) =>
  signIns.map(({ login, password, role }) => `${login}\t${password}\t${role}\n`).join("");

const asSignIns = (text: string): DemoSignIn[] =>
  text
    .trim()
    .split("\n")
    .map((line) => line.split("\t"))
    .map(([login = "", password = "", role = ""]) => ({ login, password, role }));

/** Fills in the demo district; interrupted, the next call begins again or goes on. */
export async function fillDemo(connection: Connection, environment: Environment): Promise<void> {
  const { seedDemo } = await import("./seed-demo.ts");
  const began = performance.now();
  console.log(operatorText("demo-start"));
  writePrivateFile(markerOf(environment), "");
  const showProgress = progressLine(process.stdout);
  const { signIns } = await seedDemo(connection.db, {
    passwords: isPrivate(environment) ? "known" : "generated",
    onProgress: (step, done, total) => showProgress(operatorText(step), done, total),
  });
  if (process.stdout.isTTY) process.stdout.write("\n");
  if (signIns.length > 0) writePrivateFile(fileOf(environment), asText(signIns));
  rmSync(markerOf(environment), { force: true });
  console.log(operatorText("demo-done", { seconds: Math.round((performance.now() - began) / 1000) }));
}

/** Whether a start should fill in the demo: wanted, on our own database, and nothing there or a demo half made. */
export async function isDemoDue(connection: Connection, environment: Environment): Promise<boolean> {
  if (!environment.demo || environment.databaseUrl) return false;
  if (readPrivateFile(markerOf(environment)) !== null) return true;
  return (await listCities(connection.db)).length === 0;
}

/**
 * What to say about the demo's sign-ins. Where others can reach the site, a password that everybody knows
 * is replaced first, whenever the demo was made.
 */
export async function demoSignIns(connection: Connection, environment: Environment): Promise<SignInNotice> {
  const demo = (await listCities(connection.db)).find(({ code }) => code === DEMO_CITY);
  if (!demo) return null;
  const file = fileOf(environment);
  const kept = asSignIns(readPrivateFile(file) ?? "");
  if (isPrivate(environment)) {
    const known = kept.filter(({ password }) => password === KNOWN_PASSWORD);
    return known.length > 0 ? { signIns: known } : kept.some(({ login }) => login) ? { file } : null;
  }
  const replaced = await replaceKnownPasswords(connection.db, demo.id);
  if (replaced.length > 0) {
    const others = kept.filter(({ login }) => login && !replaced.some((each) => each.login === login));
    writePrivateFile(file, asText([...replaced, ...others]));
  }
  return readPrivateFile(file) === null ? null : { file };
}
