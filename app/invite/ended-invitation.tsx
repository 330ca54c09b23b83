import { useTranslation } from "react-i18next";

export type Ended = "unknown" | "used" | "expired" | "cancelled" | "taken";

/** Why a link opens nothing, and what to do. */
export function EndedInvitation({ ended }: { ended: Ended }) {
  const { t } = useTranslation("invite");
  return (
    <section role="status" data-ended={ended}>
      <h1>{t(`ended.${ended}.title`)}</h1>
      <p className="mt-4">{t(`ended.${ended}.text`)}</p>
      {ended === "used" ? (
        <a className="button mt-6" href="/sign-in">
          {t("signIn")}
        </a>
      ) : null}
    </section>
  );
}
