import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceButtons } from "./choice-buttons.tsx";

const WHYS = ["whyTime", "whyTrust", "whyInterest", "whyUseless", "whyTired", "whyNone"] as const;

/** Why they would not, if they said so, and the button that records the refusal. */
export function RefusalWhy({ onSave }: { onSave: (note?: string) => void }) {
  const { t } = useTranslation("field");
  const [why, setWhy] = useState<(typeof WHYS)[number] | null>(null);
  return (
    <>
      <ChoiceButtons
        legend={t("door.why")}
        value={why}
        onChoose={setWhy}
        choices={WHYS.map((value) => ({ value, label: t(`door.${value}`) }))}
      />
      <button
        type="button"
        className="button field-big"
        onClick={() => onSave(why && why !== "whyNone" ? t(`door.${why}`) : undefined)}
      >
        {t("save")}
      </button>
    </>
  );
}
