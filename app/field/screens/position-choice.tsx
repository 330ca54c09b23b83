import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldDevice } from "../field-device.ts";
import { allowPosition, followPosition, readsPosition } from "../position.ts";
import { ChoiceButtons } from "./choice-buttons.tsx";
import { useDay } from "./use-field.ts";

/** Long enough for the browser to ask its own question. */
const ASKED_MS = 60_000;

/**
 * Whether the place of an interview is stored: off until the volunteer says yes.
 *
 * @param once  only where it was never answered
 */
export function PositionChoice({ once = false }: { once?: boolean }) {
  const { t } = useTranslation("field");
  const { user } = useDay();
  const [allowed, setAllowed] = useState<boolean | null | undefined>(null);
  useEffect(() => {
    let shown = true;
    void fieldDevice()
      .then(({ store }) => readsPosition(store, user.id))
      .then((known) => shown && setAllowed(known));
    return () => {
      shown = false;
    };
  }, [user.id]);
  if (allowed === null || !("geolocation" in navigator) || (once && allowed !== undefined)) return null;
  const choose = async (choice: "yes" | "no") => {
    setAllowed(choice === "yes");
    const { store } = await fieldDevice();
    await allowPosition(store, user.id, choice === "yes");
    if (choice === "yes")
      setTimeout(
        followPosition(navigator.geolocation, () => undefined),
        ASKED_MS,
      );
  };
  return (
    <section className="field-card" data-position={String(allowed ?? "unasked")}>
      <ChoiceButtons
        legend={t("position.title")}
        choices={[
          { value: "yes", label: t("position.yes") },
          { value: "no", label: t("position.no") },
        ]}
        value={allowed === undefined ? null : allowed ? "yes" : "no"}
        onChoose={(choice) => void choose(choice)}
      />
      <p className="field-soft">{t("position.text")}</p>
    </section>
  );
}
