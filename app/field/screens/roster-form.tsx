import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldDevice } from "../field-device.ts";
import { keepRosterRows, readRosterRows, type RosterRow } from "../roster-draft.ts";
import type { RosterMember } from "../work-types.ts";
import { PersonRow } from "./person-row.tsx";

const EMPTY: RosterRow = { age: null, sex: null, residentHalfYear: true };

const isComplete = ({ age, sex }: RosterRow) => age !== null && age >= 0 && age <= 120 && sex !== null;

interface RosterFormProps {
  ownerId: string;
  caseId: string;
  onDone: (members: RosterMember[]) => void;
}

/** The residents, one card each; every change is kept on the device. */
export function RosterForm({ ownerId, caseId, onDone }: RosterFormProps) {
  const { t } = useTranslation("field");
  const [rows, setRows] = useState<RosterRow[]>([EMPTY]);
  const [added, setAdded] = useState(false);
  const [wrong, setWrong] = useState<number | null>(null);

  useEffect(() => {
    let shown = true;
    void fieldDevice()
      .then(({ store }) => readRosterRows(store, ownerId, caseId))
      .then((kept) => shown && kept && setRows(kept));
    return () => {
      shown = false;
    };
  }, [ownerId, caseId]);

  const change = (next: RosterRow[]) => {
    setRows(next);
    setWrong(null);
    void fieldDevice().then(({ store }) => keepRosterRows(store, ownerId, caseId, next));
  };
  const remove = (i: number) => {
    setAdded(false);
    change(rows.filter((_, j) => j !== i));
  };
  const finish = () => {
    const first = rows.findIndex((row) => !isComplete(row));
    if (first >= 0) return setWrong(first + 1);
    onDone(rows.map(({ age, sex, residentHalfYear }) => ({ age: age!, sex: sex!, residentHalfYear })));
  };
  return (
    <>
      {rows.map((row, i) => (
        <PersonRow
          key={i}
          number={i + 1}
          row={row}
          focused={i > 0 && i === rows.length - 1 && added}
          onChange={(changed) => change(rows.map((each, j) => (j === i ? changed : each)))}
          onRemove={rows.length > 1 ? () => remove(i) : undefined}
        />
      ))}
      <button
        type="button"
        className="button button-plain field-big"
        disabled={rows.length >= 20}
        onClick={() => {
          setAdded(true);
          change([...rows, EMPTY]);
        }}
      >
        {t("roster.add")}
      </button>
      {wrong ? (
        <p role="alert" className="note note-stop">
          {t("roster.check", { number: wrong })}
        </p>
      ) : null}
      <button type="button" className="button field-big" onClick={finish}>
        {t("roster.done")}
      </button>
    </>
  );
}
