import { operatorText } from "./operator-text.ts";
import { createShutdown, type Shutdown } from "./shutdown.ts";
import { StartError } from "./start-error.ts";

function report(error: unknown): number {
  if (error instanceof StartError) {
    console.error(error.message);
    return error.exitCode;
  }
  console.error(error);
  return 1;
}

/**
 * Runs a program that can be stopped at any moment: on Ctrl-C, SIGTERM or a failure everything that was
 * started is stopped in the opposite order, and only then the process ends.
 *
 * @param work  resolves to "done" to end, or to "serving" to stay until somebody stops it
 */
export function runAsProgram(
  work: (shutdown: Shutdown, stop: () => void) => Promise<"done" | "serving">,
): void {
  const shutdown = createShutdown();
  const end = (code: number) => void shutdown.run().then(() => process.exit(code));
  const stop = () => {
    if (shutdown.isRunning()) return;
    console.log(`\n${operatorText("stopping")}`);
    void shutdown.run().then(() => {
      console.log(operatorText("stopped"));
      process.exit(0);
    });
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"] as const) process.on(signal, stop);
  work(shutdown, stop).then(
    (state) => {
      if (state === "done" && !shutdown.isRunning()) end(0);
    },
    (error: unknown) => {
      if (!shutdown.isRunning()) end(report(error));
    },
  );
}
