import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { chooseBigText, readsBigText, showBigText } from "../big-text.ts";
import { fieldDevice } from "../field-device.ts";
import { ChoiceButtons } from "./choice-buttons.tsx";
import { useDay } from "./use-field.ts";

/** Shows this volunteer's size of text for as long as the room is open. */
export function useTextSize(userId: string | null): void {
  useEffect(() => {
    let shown = true;
    if (userId)
      void fieldDevice()
        .then(({ store }) => readsBigText(store, userId))
        .then((big) => shown && showBigText(big))
        .catch(() => undefined);
    return () => {
      shown = false;
      showBigText(false);
    };
  }, [userId]);
}

function useChoice() {
  const { user } = useDay();
  const [big, setBig] = useState<boolean | null>(null);
  useEffect(() => {
    let shown = true;
    void fieldDevice()
      .then(({ store }) => readsBigText(store, user.id))
      .then((known) => shown && setBig(known));
    return () => {
      shown = false;
    };
  }, [user.id]);
  const choose = async (next: boolean) => {
    setBig(next);
    const { store } = await fieldDevice();
    await chooseBigText(store, user.id, next);
  };
  return { big, choose };
}

/** Ordinary or large text, among the settings. */
export function TextSizeChoice() {
  const { t } = useTranslation("interview");
  const { big, choose } = useChoice();
  return (
    <section className="field-card">
      <ChoiceButtons
        legend={t("text.title")}
        choices={[
          { value: "ordinary", label: t("text.ordinary") },
          { value: "big", label: t("text.big") },
        ]}
        value={big === null ? null : big ? "big" : "ordinary"}
        onChoose={(size) => void choose(size === "big")}
      />
    </section>
  );
}

/** The same within an interview: one button. */
export function TextSizeButton() {
  const { t } = useTranslation("interview");
  const { big, choose } = useChoice();
  return (
    <button
      type="button"
      className="button button-plain field-choice"
      aria-pressed={big ?? false}
      onClick={() => void choose(!big)}
    >
      {t("text.big")}
    </button>
  );
}
