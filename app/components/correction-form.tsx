import { Form, Link, useNavigation, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** An administrator publishes once more, with a reason: what it corrects stays listed. */
export function CorrectionForm({ corrects, fingerprint }: { corrects: string; fingerprint: string }) {
  const [search] = useSearchParams();
  const { state } = useNavigation();
  const { t } = useTranslation("publish");
  return (
    <section className="no-print mt-8 max-w-[800px]">
      <h2>{t("correct.title")}</h2>
      <p className="mt-2">{t("correct.lead")}</p>
      {search.get("step") === "correct" ? (
        <Form method="post" className="note note-attention mt-4 grid gap-4">
          <input type="hidden" name="fingerprint" value={fingerprint} />
          <input type="hidden" name="corrects" value={corrects} />
          <label className="grid gap-1">
            <span className="font-semibold">{t("correct.reason")}</span>
            <textarea name="reason" required rows={3} maxLength={500} className="input" />
            <span className="text-ink-soft">{t("correct.reasonHint")}</span>
          </label>
          <div className="flex flex-wrap gap-2">
            <button className="button" name="intent" value="correct" disabled={state !== "idle"}>
              {t(state === "idle" ? "correct.now" : "publishing")}
            </button>
            <Link className="button button-plain" to="." preventScrollReset>
              {t("correct.keep")}
            </Link>
          </div>
        </Form>
      ) : (
        <p className="mt-4">
          <Link className="button button-plain" to="?step=correct" preventScrollReset>
            {t("correct.begin")}
          </Link>
        </p>
      )}
    </section>
  );
}
