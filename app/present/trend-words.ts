import type { TFunction } from "i18next";
import { isWithheld, type Outcome, type Withheld } from "#analysis/score/withheld.ts";
import type { JudgedChange } from "#app/analyst/judge-changes.ts";
import { formatDifference, formatNumber, formatPercent, formatPoints } from "#app/present/format-share.ts";
import { itemNumber } from "#app/present/item-results.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import type { Titles } from "#surveys/read-titles.ts";
import type { Language } from "#surveys/vocabulary.ts";

/** Why a trend or change is not given. `t` of the namespaces trends and waves. */
export function trendReason(reason: Withheld, t: TFunction): string {
  const { code, details } = reason.withheld;
  const own = t(`trends:withheld.${code}`, { ...details, defaultValue: "" });
  return own || withheldSentence(reason, t);
}

/** "share", "dimension/bright" or "item/q01" as people call it. */
export function partName(part: string, titles: Titles, language: Language, t: TFunction): string {
  const [kind, id = ""] = part.split("/");
  if (kind === "dimension") return t("trends:choose.dimension", { name: t(`waves:dimension.${id}`) });
  if (kind !== "item") return t("trends:choose.share");
  const title = titles[id]?.[language === "en" ? "en" : "zh"] ?? id;
  return t("trends:choose.item", { number: itemNumber(id), title });
}

/** A value of a part: points of the share to two decimals, scores as per cent. */
export function formatPart(part: string, value: number, language: Language): string {
  return part === "share" ? formatPoints(value, language) : formatPercent(value, language);
}

/** "16.42 ± 0.38" of a share; "81.2 % ± 3.1" of a score. */
export function formatWithReach(
  part: string,
  { estimate, ci }: { estimate: number; ci: readonly [number, number] },
  language: Language,
): string {
  const reach = (ci[1] - ci[0]) / 2;
  const half = part === "share" ? formatPoints(reach, language) : formatNumber(100 * reach, language, 1);
  return `${formatPart(part, estimate, language)} ± ${half}`;
}

/** A change with its sign: points to two decimals, percentage points to one. */
export function formatChange(part: string, change: number, language: Language): string {
  if (part === "share") return formatDifference(change, language);
  const text = formatNumber(100 * change, language, 1);
  return change > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Whether a change is more than noise, in a word. */
export function verdict(change: Outcome<JudgedChange>, t: TFunction): string {
  if (isWithheld(change)) return trendReason(change, t);
  if (!change.real) return t("trends:verdict.noise");
  return t(change.estimate > 0 ? "trends:verdict.up" : "trends:verdict.down");
}
