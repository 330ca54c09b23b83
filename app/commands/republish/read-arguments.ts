import { parseArgs } from "node:util";
import { validate as isUuid } from "uuid";
import { StartError } from "#app/server/start-error.ts";
import { republishText } from "./republish-text.ts";

/** @throws {StartError} with code 2 for anything but one id, or `--all` */
export function readArguments(args: string[]): "help" | { id: string } {
  const refuse = (key: "usage" | "not-an-id", id = "") => new StartError(republishText(key, { id }), 2);
  let read;
  try {
    read = parseArgs({
      args,
      allowPositionals: true,
      options: { all: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
  } catch {
    throw refuse("usage");
  }
  const { values, positionals } = read;
  if (values.help) return "help";
  const [id] = positionals;
  if (values.all && !id) return { id: "all" };
  if (values.all || !id || positionals.length > 1) throw refuse("usage");
  if (!isUuid(id)) throw refuse("not-an-id", id);
  return { id: id.toLowerCase() };
}
