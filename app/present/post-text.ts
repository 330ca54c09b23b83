import { localName } from "#app/present/local-name.ts";
import type { InvitedRole } from "#db/queries/read-invitations.ts";
import type { Language } from "#surveys/vocabulary.ts";

/** A role with where it holds, the district before its street. */
export function postText(
  { role, district, street }: InvitedRole,
  t: (key: string, options?: Record<string, string>) => string,
  language: Language,
): string {
  const places = [district, street].flatMap((area) => (area ? [localName(area, language)] : []));
  const area = places.length > 0 ? places.join(language === "en" ? ", " : "") : t("wholeCity");
  return t("post", { role: t(`role.${role}`), area });
}
