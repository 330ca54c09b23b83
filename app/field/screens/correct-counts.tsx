import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StoredSession } from "../open-store.ts";
import { countedByHand, LOOKS, recountOf, sumUp, type Recount } from "../recount.ts";
import type { AskRule, CountedByHand } from "../session-counter.ts";
import { CorrectionReason } from "./correction-reason.tsx";
import { NumberField } from "./number-field.tsx";

interface CorrectCountsProps {
  session: StoredSession;
  rule: AskRule;
  onCorrect: (right: CountedByHand, reason: string) => Promise<void>;
}

/** What was counted wrongly in a session that has ended, and why. */
export function CorrectCounts({ session, rule, onCorrect }: CorrectCountsProps) {
  const { t } = useTranslation("field");
  const [done, setDone] = useState(false);
  return (
    <details data-recount={session.id} onToggle={({ currentTarget }) => currentTarget.open && setDone(false)}>
      <summary>{t("recount.open")}</summary>
      {done ? (
        <p role="status" className="note">
          {t("recount.done")}
        </p>
      ) : (
        <RecountForm
          session={session}
          rule={rule}
          onCorrect={async (right, reason) => {
            await onCorrect(right, reason);
            setDone(true);
          }}
        />
      )}
    </details>
  );
}

function RecountForm({ session, rule, onCorrect }: CorrectCountsProps) {
  const { t } = useTranslation("field");
  const [before] = useState(() => recountOf(session));
  const [now, setNow] = useState(before);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const sum = sumUp(session, now, rule);
  const asked = sum.approached + now.missed;
  const problem =
    now.passed < sum.least
      ? t("recount.tooFew", { least: sum.least })
      : JSON.stringify(now) === JSON.stringify(before)
        ? t("recount.same")
        : null;
  const change = (figures: Partial<Recount>) => setNow({ ...now, ...figures });
  const save = async () => {
    setTried(true);
    if (problem || !reason.trim()) return;
    await onCorrect(countedByHand(now), reason.trim());
  };
  return (
    <div className="field-card mt-2 grid gap-4">
      <p>{t("recount.text")}</p>
      <div className="field-recount">
        <NumberField
          label={t("session.passed")}
          value={now.passed}
          onChange={(passed) => change({ passed })}
        />
        {rule.quota ? (
          <NumberField
            label={t("recount.screened")}
            value={now.screened}
            onChange={(screened) => change({ screened })}
          />
        ) : (
          <NumberField
            label={t("recount.missed")}
            value={now.missed}
            onChange={(missed) => change({ missed })}
          />
        )}
      </div>
      <div role="group" aria-label={t("recount.refusals")}>
        <p className="field-legend">{t("recount.refusals")}</p>
        <div className="field-recount mt-2">
          {LOOKS.map(({ ageBand, sex }, place) => (
            <NumberField
              key={`${sex} ${ageBand}`}
              label={
                sex && ageBand ? `${t(`roster.${sex}`)} ${ageBand.replace("-", "–")}` : t("session.unknown")
              }
              value={now.refused[place] ?? 0}
              onChange={(times) => change({ refused: now.refused.map((n, i) => (i === place ? times : n)) })}
            />
          ))}
        </div>
      </div>
      <p role="status">
        {t(rule.quota ? "recount.sumQuota" : "recount.sum", { ...sum, screened: now.screened })}
      </p>
      {sum.due !== null && sum.due !== asked ? (
        <p className="note note-attention">
          {t("recount.rule", { interval: rule.interval, passed: now.passed, due: sum.due, now: asked })}
        </p>
      ) : null}
      <CorrectionReason value={reason} onChange={setReason} missing={tried && !reason.trim()} />
      {tried && problem ? (
        <p role="alert" className="note note-attention">
          {problem}
        </p>
      ) : null}
      <button type="button" className="button field-big" onClick={() => void save()}>
        {t("recount.save")}
      </button>
    </div>
  );
}
