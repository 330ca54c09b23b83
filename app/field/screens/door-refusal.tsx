import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceButtons } from "./choice-buttons.tsx";
import type { DoorFormProps } from "./door-actions.tsx";

const WHYS = ["whyTime", "whyTrust", "whyInterest", "whyUseless", "whyTired", "whyNone"] as const;

/** Who refused and why, on one screen; the reason saves it. */
export function DoorRefusal({ view, onResult }: DoorFormProps) {
  const { t } = useTranslation("field");
  const named = view.roster?.selected !== null && view.roster !== null;
  const [who, setWho] = useState<"atDoor" | "selected">(named ? "selected" : "atDoor");
  const [why, setWhy] = useState<(typeof WHYS)[number] | null>(null);
  return (
    <>
      <ChoiceButtons
        legend={t("door.who")}
        value={who}
        onChoose={setWho}
        choices={(["atDoor", "selected"] as const).map((value) => ({ value, label: t(`door.${value}`) }))}
      />
      <ChoiceButtons
        legend={t("door.why")}
        value={why}
        onChoose={setWhy}
        choices={WHYS.map((value) => ({ value, label: t(`door.${value}`) }))}
      />
      <button
        type="button"
        className="button field-big"
        onClick={() =>
          onResult(
            { reason: who === "atDoor" ? "refused-at-door" : "refused-by-selected" },
            why && why !== "whyNone" ? { note: t(`door.${why}`) } : {},
          )
        }
      >
        {t("save")}
      </button>
    </>
  );
}
