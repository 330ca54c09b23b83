import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { ReviewDecision } from "#db/schema/reviews.ts";
import { FieldError } from "./text-field.tsx";

export const LONGEST_REVIEW_REASON = 500;

interface ReviewFormProps {
  mode: "household" | "intercept" | "online";
  /** Can it be sent back at all. */
  maySendBack: boolean;
  /** The review that stands, and the flags shown: what the decision is about. */
  after: string | null;
  flags: readonly string[];
  again: boolean;
  values: { decision: string; reason: string };
  errors: { decision?: boolean; reason?: boolean };
}

/** Accept, send back or set aside, each with a reason. */
export function ReviewForm({ mode, maySendBack, after, flags, again, values, errors }: ReviewFormProps) {
  const { t } = useTranslation("quality");
  const choices: { value: ReviewDecision; label: string }[] = [
    { value: "accept", label: t("one.accept") },
    ...(maySendBack ? [{ value: "send-back" as const, label: t("one.sendBack") }] : []),
    { value: "set-aside", label: t("one.setAside") },
  ];
  const hint = (value: ReviewDecision) =>
    value === "send-back" && mode === "intercept" ? t("one.interceptHint") : t(`one.hint.${value}`);
  const error = (key: "decision" | "reason") => (errors[key] ? t(`one.errors.${key}`) : null);
  return (
    <Form method="post" className="no-print mt-8 grid max-w-[640px] gap-4" noValidate>
      <h3>{t(again ? "one.decideAgain" : "one.decide")}</h3>
      <input type="hidden" name="after" value={after ?? ""} />
      <input type="hidden" name="flags" value={flags.join(" ")} />
      <fieldset aria-describedby={errors.decision ? "decision-error" : undefined}>
        <legend className="font-semibold">{t("one.legend")}</legend>
        {choices.map(({ value, label }) => (
          <div key={value} className="mt-1 flex items-start gap-3 py-1">
            <input
              type="radio"
              id={`decision-${value}`}
              name="decision"
              value={value}
              defaultChecked={values.decision === value}
              aria-describedby={`decision-${value}-hint`}
              className="mt-3 size-5 shrink-0 accent-accent"
            />
            <div>
              <label
                htmlFor={`decision-${value}`}
                className="flex min-h-[44px] cursor-pointer items-center font-semibold"
              >
                {label}
              </label>
              <p id={`decision-${value}-hint`} className="-mt-2 text-ink-soft">
                {hint(value)}
              </p>
            </div>
          </div>
        ))}
        <FieldError id="decision-error" error={error("decision")} />
      </fieldset>
      <div>
        <label htmlFor="reason" className="block font-semibold">
          {t("one.reason")}
        </label>
        <p id="reason-hint" className="text-ink-soft">
          {t("one.reasonHint")}
        </p>
        <textarea
          id="reason"
          name="reason"
          rows={3}
          maxLength={LONGEST_REVIEW_REASON}
          defaultValue={values.reason}
          className="input mt-1"
          aria-invalid={errors.reason ? true : undefined}
          aria-describedby={errors.reason ? "reason-hint reason-error" : "reason-hint"}
        />
        <FieldError id="reason-error" error={error("reason")} />
      </div>
      <button className="button justify-self-start">{t("one.save")}</button>
    </Form>
  );
}
