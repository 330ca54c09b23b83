import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceButtons } from "./choice-buttons.tsx";
import type { DoorFormProps } from "./door-actions.tsx";
import { RefusalWhy } from "./refusal-why.tsx";

/** Who refused and why, on one screen. */
export function DoorRefusal({ view, onResult }: DoorFormProps) {
  const { t } = useTranslation("field");
  const named = view.roster?.selected !== null && view.roster !== null;
  const [who, setWho] = useState<"atDoor" | "selected">(named ? "selected" : "atDoor");
  return (
    <>
      <ChoiceButtons
        legend={t("door.who")}
        value={who}
        onChoose={setWho}
        choices={(["atDoor", "selected"] as const).map((value) => ({ value, label: t(`door.${value}`) }))}
      />
      <RefusalWhy
        onSave={(note) =>
          onResult(
            { reason: who === "atDoor" ? "refused-at-door" : "refused-by-selected" },
            note ? { note } : {},
          )
        }
      />
    </>
  );
}
