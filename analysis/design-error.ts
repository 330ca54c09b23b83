/** Facts about a refusal that a sentence needs: which street, which item, how many. */
export type DesignErrorDetails = Record<string, string | number>;

/**
 * Thrown when a sample, or the figures given with it, cannot bear the estimate that was asked for.
 *
 * `code` is stable and in kebab-case: pages turn it, with `details`, into a sentence in the reader's
 * language. The English `message` is for logs.
 */
export class DesignError extends Error {
  readonly code: string;
  readonly details: DesignErrorDetails;

  constructor(code: string, message: string, details: DesignErrorDetails = {}) {
    super(message);
    this.name = "DesignError";
    this.code = code;
    this.details = details;
  }
}
