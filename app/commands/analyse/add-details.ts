import { DesignError, type DesignErrorDetails } from "#analysis/design-error.ts";

/** The result of `compute`; a `DesignError` on the way gets what is known here of where it happened. */
export function addDetails<T>(details: DesignErrorDetails, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof DesignError)) throw error;
    throw new DesignError(error.code, error.message, { ...details, ...error.details });
  }
}
