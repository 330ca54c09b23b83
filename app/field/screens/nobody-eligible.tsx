import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { RosterMember } from "../work-types.ts";

/** Why none of the residents is interviewed, each counted under the first reason that holds. */
export function NobodyEligible({ members }: { members: RosterMember[] }) {
  const { t } = useTranslation("field");
  const tooYoung = members.filter(({ age }) => age < 18).length;
  const tooOld = members.filter(({ age }) => age > 65).length;
  const tooShort = members.length - tooYoung - tooOld;
  return (
    <section className="field-card field-card-next" role="status">
      <h1>{t("roster.none")}</h1>
      <p>{t("roster.noneText")}</p>
      <ul className="list-disc pl-6">
        {tooYoung > 0 ? <li>{t("roster.tooYoung", { count: tooYoung })}</li> : null}
        {tooOld > 0 ? <li>{t("roster.tooOld", { count: tooOld })}</li> : null}
        {tooShort > 0 ? <li>{t("roster.tooShort", { count: tooShort })}</li> : null}
      </ul>
      <Link className="button field-big" to="/field">
        {t("toList")}
      </Link>
    </section>
  );
}
