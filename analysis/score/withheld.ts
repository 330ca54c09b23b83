import { DesignError, type DesignErrorDetails } from "#analysis/design-error.ts";

/** A figure that cannot be given, and why; `code` as in `DesignError`. */
export interface Withheld {
  withheld: { code: string; details?: DesignErrorDetails };
}

/** A figure, or why there is none. */
export type Outcome<T> = T | Withheld;

/** A figure that cannot be given, for a reason that the application puts into words. */
export function withheld(code: string, details?: DesignErrorDetails): Withheld {
  return { withheld: details ? { code, details } : { code } };
}

/** Whether an outcome is no figure. */
export function isWithheld(outcome: object): outcome is Withheld {
  return "withheld" in outcome;
}

/** The result of `compute`, or its `DesignError` as a withheld figure; other errors pass. */
export function orWithheld<T extends object>(compute: () => T): Outcome<T> {
  try {
    return compute();
  } catch (error) {
    if (error instanceof DesignError) return withheld(error.code, error.details);
    throw error;
  }
}
