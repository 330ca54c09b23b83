import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface QuotaRuleProps {
  rule: "every-kth" | "quota";
  /** The wave is a draft or drawn, nothing was collected, and the reader administers its district. */
  mayChoose: boolean;
  /** The confirming step is asked for. */
  choosing: boolean;
}

const EFFECTS = {
  quota: [
    "choose.quota.effects.chance",
    "choose.quota.effects.label",
    "choose.quota.effects.full",
    "choose.quota.effects.back",
  ],
  "every-kth": ["choose.every-kth.effects.sample", "choose.every-kth.effects.watched"],
} as const;

/** Whether cells are watched or filled, and the way to change that with what it costs. */
export function QuotaRule({ rule, mayChoose, choosing }: QuotaRuleProps) {
  const { t } = useTranslation("quotas");
  const other = rule === "quota" ? "every-kth" : "quota";
  return (
    <section className="mt-4 max-w-[800px]">
      <div className={rule === "quota" ? "note note-attention" : "note"}>
        <p className="font-semibold">
          {rule === "quota" ? <span aria-hidden="true">▲ </span> : null}
          {t(`rule.${rule}.title`)}
        </p>
        <p>{t(`rule.${rule}.text`)}</p>
      </div>
      {mayChoose && !choosing ? (
        <p className="no-print mt-2">
          <Link className="button button-plain" to="?choose" preventScrollReset>
            {t(`choose.${other}.open`)}
          </Link>
        </p>
      ) : null}
      {mayChoose && choosing ? (
        <Form method="post" className="mt-4 border-l-4 border-ink pl-4">
          <h3>{t(`choose.${other}.title`)}</h3>
          <ul className="mt-2 list-disc pl-6">
            {EFFECTS[other].map((effect) => (
              <li key={effect} className="mt-1">
                {t(effect)}
              </li>
            ))}
          </ul>
          <input type="hidden" name="rule" value={other} />
          <div className="mt-4 flex flex-wrap items-center gap-4">
            <button className="button" name="intent" value="choose">
              {t(`choose.${other}.button`)}
            </button>
            <Link className="quiet" to="?" preventScrollReset>
              {t("choose.cancel")}
            </Link>
          </div>
        </Form>
      ) : null}
    </section>
  );
}
