import { announceSignIns } from "#app/server/announce.ts";
import { demoSignIns, fillDemo } from "#app/server/demo-data.ts";
import { parseEnvironment } from "#app/server/environment.ts";
import { openDatabase } from "#app/server/open-database.ts";
import { runAsProgram } from "#app/server/run-as-program.ts";

/** `npm run demo`: the demo district in the database that the environment names. */
runAsProgram(async (shutdown, stop) => {
  const environment = parseEnvironment(process.env);
  const connection = await openDatabase(environment, shutdown, stop);
  await fillDemo(connection, environment);
  announceSignIns(await demoSignIns(connection, environment));
  return "done";
});
