import { parseEnvironment } from "#app/server/environment.ts";
import { openDatabase } from "#app/server/open-database.ts";
import { runAsProgram } from "#app/server/run-as-program.ts";
import { StartError } from "#app/server/start-error.ts";
import { readArguments } from "./republish/read-arguments.ts";
import { republishText } from "./republish/republish-text.ts";
import { verifyAll } from "./republish/verify-all.ts";

/** `npm run --silent republish -- <id>`: whether published figures can be computed again to the last digit. */
runAsProgram(async (shutdown, stop) => {
  const wanted = readArguments(process.argv.slice(2));
  if (wanted === "help") {
    console.log(republishText("help"));
    return "done";
  }
  const { db } = await openDatabase(parseEnvironment(process.env), shutdown, stop);
  const end = await verifyAll(db, wanted.id, (line) => console.log(line));
  if (end.code !== 0) throw new StartError(end.sentence, end.code);
  console.log(end.sentence);
  return "done";
});
