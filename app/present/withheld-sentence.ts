import type { TFunction } from "i18next";
import type { Withheld } from "#analysis/score/withheld.ts";

/** Why a figure is not given, in the reader's language. `t` of the namespace waves. */
export function withheldSentence({ withheld: { code, details = {} } }: Withheld, t: TFunction): string {
  const mode = t(`waves:modeWithin.${details.mode ?? "combined"}`);
  const item = String(details.item ?? "").replace(/^q0*/, "");
  const key = `waves:withheld.${details.streetZh ? `${code}-street` : code}`;
  return t([key, `waves:withheld.${code}`, "waves:withheld.other"], {
    ...details,
    code,
    mode,
    item,
  });
}
