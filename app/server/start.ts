export {};

/** `npm start`. Says which kind of run it is before anything imports React, which asks only once. */
const options = process.argv.slice(2);
process.env.NODE_ENV = options.includes("--dev") ? "development" : "production";

const { runAsProgram } = await import("./run-as-program.ts");
const { operatorText } = await import("./operator-text.ts");

runAsProgram(async (shutdown, stop) => {
  const { StartError } = await import("./start-error.ts");
  const unknown = options.find((option) => !["--dev", "--help", "-h"].includes(option));
  if (unknown) throw new StartError(operatorText("unknown-option", { option: unknown }), 2);
  if (options.includes("--help") || options.includes("-h")) {
    console.log(operatorText("help"));
    return "done";
  }
  const { parseEnvironment } = await import("./environment.ts");
  const environment = parseEnvironment(process.env);
  const { serve } = await import("./serve.ts");
  await serve(environment, shutdown, { development: options.includes("--dev"), stop });
  return "serving";
});
