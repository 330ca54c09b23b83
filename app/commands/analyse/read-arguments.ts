import { parseArgs } from "node:util";
import { BadRequest } from "./bad-request.ts";

export interface AnalyseArguments {
  help: boolean;
  /** A file, or "-" for standard input. */
  request: string;
  weights: string | null;
}

/** @throws {BadRequest} for anything but one request and known options */
export function readArguments(args: string[]): AnalyseArguments {
  const { values, positionals } = parse(args);
  if (values.help) return { help: true, request: "", weights: null };
  if (positionals.length !== 1) throw new BadRequest("usage-one-request");
  if (values.weights === "") throw new BadRequest("usage-option-value", { option: "--weights" });
  return { help: false, request: positionals[0]!, weights: values.weights ?? null };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { weights: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const option = /'(-[^' ]*)/.exec(message)?.[1] ?? "";
    throw new BadRequest(
      code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" ? "usage-option-unknown" : "usage-option-value",
      { option },
    );
  }
}
