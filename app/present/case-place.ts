import type { TFunction } from "i18next";
import type { CaseDetails } from "#db/queries/read-case-details.ts";
import type { Language } from "#surveys/vocabulary.ts";
import { localName } from "./local-name.ts";

type Place = Pick<CaseDetails, "address" | "position" | "community" | "site" | "slot">;

/** Where a case is, in words: a dwelling's address, or a site and its slot. */
export function casePlace(
  { address, position, site, slot }: Place,
  language: Language,
  t: TFunction,
): string {
  if (site?.nameZh) {
    const times = slot?.startsAt ? ` ${slot.startsAt.slice(0, 5)}–${(slot.endsAt ?? "").slice(0, 5)}` : "";
    return `${localName(site, language)}${times}`;
  }
  return address ?? t("cases:noAddress", { number: position ?? "" });
}
