import { Link, useNavigate } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { beginHousehold } from "#app/field/begin-interview.ts";
import { fieldDevice } from "#app/field/field-device.ts";
import { recordRoster } from "#app/field/record-visit.ts";
import { keepRosterRows } from "#app/field/roster-draft.ts";
import { useCaseTitle } from "#app/field/screens/case-title.ts";
import { MissingCase } from "#app/field/screens/missing-case.tsx";
import { NobodyEligible } from "#app/field/screens/nobody-eligible.tsx";
import { RosterForm } from "#app/field/screens/roster-form.tsx";
import { useCase } from "#app/field/screens/use-case.ts";
import { useDay } from "#app/field/screens/use-field.ts";
import type { RosterMember } from "#app/field/work-types.ts";
import type { Language } from "#surveys/vocabulary.ts";

/** Who lives here, and the one of them whom the device names. */
export default function FieldRoster() {
  const view = useCase();
  const { t, i18n } = useTranslation("field");
  const { title } = useCaseTitle();
  const { work, user } = useDay();
  const navigate = useNavigate();
  const [again, setAgain] = useState(false);
  if (!view || view.mode !== "household") return <MissingCase />;

  const done = async (members: RosterMember[]) => {
    const { store } = await fieldDevice();
    const place = { id: view.id, waveId: view.waveId, selectionSeed: view.selectionSeed ?? "" };
    await recordRoster(store, { ownerId: user.id, cityId: work.city.id }, place, members);
    await keepRosterRows(store, user.id, view.id, null);
    setAgain(false);
    window.scrollTo(0, 0);
  };
  const begin = async () => {
    const { store } = await fieldDevice();
    await beginHousehold(store, user.id, view, i18n.language as Language);
    navigate(`/field/interview?id=${view.id}`);
  };

  if (!view.roster || again)
    return (
      <>
        <header>
          <p className="field-soft">{title(view)}</p>
          <h1>{t("roster.title")}</h1>
          <p>{t("roster.lead")}</p>
          {again ? <p className="note note-attention mt-2">{t("roster.againWarn")}</p> : null}
        </header>
        <RosterForm ownerId={user.id} caseId={view.id} onDone={(members) => void done(members)} />
      </>
    );

  const { members, selected } = view.roster;
  const person = selected === null ? undefined : members[selected];
  return (
    <>
      <p className="field-soft">{title(view)}</p>
      {person && selected !== null ? (
        <section className="field-card field-card-next" role="status">
          <h1>{t("roster.ask")}</h1>
          <p className="text-[1.5em] font-semibold" data-selected={selected}>
            {t("roster.who", { sex: t(`roster.${person.sex}`), age: person.age, place: selected + 1 })}
          </p>
          <p>{t("roster.whyThis")}</p>
          <button type="button" className="button field-big" onClick={() => void begin()}>
            {t(view.draft ? "case.resume" : "case.start")}
          </button>
          <Link className="button button-plain field-big" to={`/field/case?id=${view.id}&do=appointment`}>
            {t("roster.notHome")}
          </Link>
          <Link className="button button-plain field-big" to={`/field/case?id=${view.id}&do=refusal`}>
            {t("roster.refused")}
          </Link>
        </section>
      ) : (
        <NobodyEligible members={members} />
      )}
      <button type="button" className="button button-plain" onClick={() => setAgain(true)}>
        {t("roster.again")}
      </button>
    </>
  );
}
