import { Form, Link } from "@remix-run/react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { FieldError } from "./text-field.tsx";

interface DrawDiscardProps {
  waveId: string;
  problem: "reason-missing" | "already-collected" | null;
}

/** Taking a draw back, with a reason that stays. */
export function DrawDiscard({ waveId, problem }: DrawDiscardProps) {
  const { t } = useTranslation("design");
  const id = useId();
  const missing = problem === "reason-missing";
  return (
    <section className="note note-stop mt-6 max-w-[720px]">
      <h2>{t("discard.title")}</h2>
      {problem === "already-collected" ? (
        <p role="alert" className="mt-2 font-semibold">
          {t("discard.collected")}
        </p>
      ) : null}
      <p className="mt-2">{t("discard.means")}</p>
      <Form method="post" action={`/waves/${waveId}/design?step=discard`} className="mt-4 grid gap-4">
        <input type="hidden" name="intent" value="discard" />
        <div>
          <label htmlFor={id} className="block font-semibold">
            {t("discard.reason")}
          </label>
          <textarea
            id={id}
            name="reason"
            rows={3}
            maxLength={2000}
            className="input mt-1"
            aria-invalid={missing ? true : undefined}
            aria-describedby={missing ? `${id}-error` : undefined}
          />
          <FieldError id={`${id}-error`} error={missing ? t("discard.missing") : null} />
        </div>
        <p className="flex flex-wrap gap-2">
          <button className="button button-stop">{t("discard.submit")}</button>
          <Link to={`/waves/${waveId}/design`} className="button button-plain">
            {t("discard.keep")}
          </Link>
        </p>
      </Form>
    </section>
  );
}
