import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LONGEST_LEDGER_WORDS, type WordsProblem } from "#app/ledger/ledger-words.ts";
import { TextArea } from "./text-area.tsx";

/** What can be done with an open entry, and with a closed one. */
export const LEDGER_ENDS = ["fixed", "cancelled"] as const;
export type LedgerStep = (typeof LEDGER_ENDS)[number] | "reopened";

interface LedgerClosingProps {
  /** What was sent and could not be taken. */
  sent: { as: LedgerStep; words: string; problem: WordsProblem } | null;
  isOpen: boolean;
}

/** How an entry ends: put right, with what was done; or no problem, with why. How it is opened again, should that be wrong. */
export function LedgerClosing({ sent, isOpen }: LedgerClosingProps) {
  const { t } = useTranslation("ledger");
  return (
    <div className="no-print mt-8 grid gap-x-12 gap-y-8 lg:grid-cols-2">
      {(isOpen ? LEDGER_ENDS : (["reopened"] as const)).map((as) => {
        const own = sent?.as === as ? sent : null;
        return (
          <Form key={as} method="post" noValidate className="grid max-w-[640px] content-start gap-4">
            <h2>{t(`close.${as}.title`)}</h2>
            <TextArea
              label={t(`close.${as}.words`)}
              hint={t(`close.${as}.hint`)}
              name="words"
              required
              maxLength={LONGEST_LEDGER_WORDS}
              defaultValue={own?.words}
              error={own ? t(`error.${own.problem}`, { most: LONGEST_LEDGER_WORDS }) : null}
            />
            <p>
              <button name="intent" value={as} className={as === "fixed" ? "button" : "button button-plain"}>
                {t(`close.${as}.submit`)}
              </button>
            </p>
          </Form>
        );
      })}
    </div>
  );
}
