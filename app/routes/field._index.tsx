import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { nextCase } from "#app/field/case-view.ts";
import { localTime } from "#app/field/local-time.ts";
import { CaseList } from "#app/field/screens/case-list.tsx";
import { NextCard } from "#app/field/screens/next-card.tsx";
import { PositionChoice } from "#app/field/screens/position-choice.tsx";
import { useDay } from "#app/field/screens/use-field.ts";

/** The volunteer's first screen: what is next, then everything else. */
export default function FieldHome() {
  const { t } = useTranslation("field");
  const { cases, work, readAt } = useDay();
  const { timeZone } = work.city;
  const next = nextCase(cases, localTime(readAt, timeZone).slice(0, 10), readAt, timeZone);
  return (
    <>
      <NextCard view={next} any={cases.length > 0} timeZone={timeZone} />
      <PositionChoice once />
      <CaseList cases={cases} timeZone={timeZone} />
      <Link className="button button-plain" to="/field/practice">
        {t("list.practice")}
      </Link>
      <Link className="button button-plain" to="/field/outbox">
        {t("outbox.title")}
      </Link>
    </>
  );
}
