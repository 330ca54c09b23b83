import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StoredSession } from "../open-store.ts";
import { canUndo, mayTap, totals, turn, type AskRule, type Tap } from "../session-counter.ts";
import { QuotaGrid } from "./quota-grid.tsx";
import { RefusalGrid } from "./refusal-grid.tsx";
import type { QuotaCounts } from "#surveys/fieldwork/quota-cells.ts";

interface SessionCounterProps {
  session: StoredSession;
  rule: AskRule;
  /** Under quotas: interviews still to be made here, by cell. */
  left: QuotaCounts | null;
  onTap: (tap: Tap | "undo") => void;
  onInterview: () => void;
}

const PASS: Tap = { kind: "pass" };

const UNDONE = {
  pass: "undoPass",
  approach: "undoApproach",
  refusal: "undoRefusal",
  missed: "undoMissed",
  screened: "undoScreened",
} as const;

/**
 * Counting, and whom to ask: the hand-sized button, and under it what to do when somebody's turn has come. The button stays
 * where it is, so that a thumb too quick presses nothing else.
 */
export function SessionCounter({ session, rule, left, onTap, onInterview }: SessionCounterProps) {
  const { t } = useTranslation("field");
  const now = turn(session, rule);
  const { passed } = totals(session);
  const last = session.taps.at(-1);
  const asking = now.kind === "ask";
  const say = {
    ask: t(rule.quota ? "quota.ask" : "session.ask"),
    next: t("session.nextIs"),
    free: t("quota.free"),
    count: t("session.count", { left: now.kind === "count" ? now.left : 0 }),
  };
  const colour = { ask: "field-turn-ask", next: "field-turn-next", free: "", count: "" }[now.kind];
  return (
    <>
      <p role="status" className={`field-turn ${colour}`} data-turn={now.kind}>
        {say[now.kind]}
      </p>
      <button
        type="button"
        className="field-hand"
        data-passed={passed}
        disabled={!mayTap(session, PASS, rule)}
        onClick={() => onTap(PASS)}
      >
        <strong>{passed}</strong>
        <span>{t(asking && !rule.quota ? "session.closed" : "session.pass")}</span>
      </button>
      {asking ? <Asking key={passed} left={left} onTap={onTap} onInterview={onInterview} /> : null}
      <button
        type="button"
        className="button button-plain field-big"
        disabled={!canUndo(session)}
        onClick={() => onTap("undo")}
      >
        {canUndo(session) && last
          ? t("session.undo", { what: t(`session.${UNDONE[last.kind]}`) })
          : t("session.nothingToUndo")}
      </button>
    </>
  );
}

/** What became of the one whose turn it is. */
function Asking({ left, onTap, onInterview }: Pick<SessionCounterProps, "left" | "onTap" | "onInterview">) {
  const { t } = useTranslation("field");
  const [refusing, setRefusing] = useState(false);
  if (refusing)
    return (
      <>
        <RefusalGrid onRefusal={(refusal) => onTap({ kind: "refusal", refusal })} />
        <button type="button" className="button button-plain" onClick={() => setRefusing(false)}>
          {t("cancel")}
        </button>
      </>
    );
  return (
    <div className="grid gap-2">
      {left ? (
        <QuotaGrid left={left} onOpen={onInterview} onScreened={() => onTap({ kind: "screened" })} />
      ) : (
        <button type="button" className="button field-big" onClick={onInterview}>
          {t("session.interview")}
        </button>
      )}
      <button type="button" className="button button-plain field-big" onClick={() => setRefusing(true)}>
        {t("session.refuse")}
      </button>
      {left ? null : (
        <button
          type="button"
          className="button button-plain field-big"
          onClick={() => onTap({ kind: "missed" })}
        >
          {t("session.miss")}
        </button>
      )}
    </div>
  );
}
