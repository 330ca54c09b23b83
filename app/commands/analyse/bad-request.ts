import type { AnalyseTextKey } from "./analyse-text.ts";

/** A request, or its data, that cannot be answered as it stands: one sentence, exit code 2. */
export class BadRequest extends Error {
  readonly key: AnalyseTextKey;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(key: AnalyseTextKey, values: Record<string, string | number> = {}) {
    super(`${key} ${JSON.stringify(values)}`);
    this.name = "BadRequest";
    this.key = key;
    this.values = values;
  }
}
