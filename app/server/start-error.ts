/** A reason not to start (or to stop) that the operator can act on: printed as it is, without a stack trace. */
export class StartError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = "StartError";
    this.exitCode = exitCode;
  }
}
