export type DrawErrorCode =
  | "too-few-sessions"
  | "too-few-communities"
  | "not-a-whole-number"
  | "not-a-part"
  | "no-footfall"
  | "no-dwellings"
  | "no-reserve"
  | "not-listed"
  | "too-few-fresh-dwellings"
  | "nothing-to-keep"
  | "unknown-street"
  | "duplicate-id"
  | "certainty-community-too-small";

/**
 * The frame or the plan cannot bear a draw; `code` and `details` let a page say so in the reader's language.
 */
export class DrawError extends Error {
  readonly code: DrawErrorCode;
  readonly details: Record<string, string | number>;

  constructor(code: DrawErrorCode, message: string, details: Record<string, string | number> = {}) {
    super(message);
    this.name = "DrawError";
    this.code = code;
    this.details = details;
  }
}
