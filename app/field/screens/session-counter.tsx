import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Draft, StoredSession } from "../open-store.ts";
import { canUndo, totals, turn, type Tap } from "../session-counter.ts";
import { RefusalGrid } from "./refusal-grid.tsx";

interface SessionCounterProps {
  session: StoredSession;
  draft: Draft | null;
  interval: number;
  onTap: (tap: Tap | "undo") => void;
  onInterview: () => void;
}

/** Counting, and whom to ask: the hand-sized button, and what to do when the k-th has come. */
export function SessionCounter({ session, draft, interval, onTap, onInterview }: SessionCounterProps) {
  const { t } = useTranslation("field");
  const [asking, setAsking] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const now = turn(session, interval);
  const { passed } = totals(session);
  const open = now.kind === "ask" || asking;
  const refusal = (tap: Tap) => {
    onTap(tap);
    setRefusing(false);
    setAsking(false);
  };
  const last = session.taps.at(-1);
  const undoable = canUndo(session) && !(last?.kind === "approach" && draft);
  const undone = { pass: "undoPass", approach: "undoApproach", refusal: "undoRefusal" } as const;
  return (
    <>
      <p
        role="status"
        className={`field-turn ${now.kind === "ask" ? "field-turn-ask" : now.kind === "next" ? "field-turn-next" : ""}`}
        data-turn={now.kind}
      >
        {now.kind === "ask"
          ? t("session.ask")
          : now.kind === "next"
            ? t("session.nextIs")
            : t("session.count", { left: now.left })}
      </p>
      {open && refusing ? (
        <RefusalGrid onRefusal={(seen) => refusal({ kind: "refusal", refusal: seen })} />
      ) : null}
      {open && !refusing ? (
        <div className="grid gap-2">
          <button type="button" className="button field-big" onClick={onInterview}>
            {t("session.interview")}
          </button>
          <button type="button" className="button button-plain field-big" onClick={() => setRefusing(true)}>
            {t("session.refuse")}
          </button>
        </div>
      ) : null}
      <button
        type="button"
        className="field-hand"
        data-passed={passed}
        onClick={() => {
          setAsking(false);
          setRefusing(false);
          onTap({ kind: "pass" });
        }}
      >
        <strong>{passed}</strong>
        <span>{t("session.pass")}</span>
      </button>
      <div className="grid grid-cols-2 gap-2">
        <button
          type="button"
          className="button button-plain"
          disabled={!undoable}
          onClick={() => onTap("undo")}
        >
          {undoable && last
            ? t("session.undo", { what: t(`session.${undone[last.kind]}`) })
            : t("session.nothingToUndo")}
        </button>
        <button
          type="button"
          className="button button-plain"
          aria-expanded={open}
          onClick={() => setAsking(!asking)}
        >
          {t("session.askAnyway")}
        </button>
      </div>
    </>
  );
}
