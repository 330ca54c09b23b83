import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldDevice, lockDevice } from "../field-device.ts";
import { canSeal } from "../vault/seal.ts";
import { changePin } from "../vault/vaults.ts";
import { PinForm } from "./pin-form.tsx";
import { useDay, useTurn } from "./use-field.ts";

/** Among the settings: changing and locking, or why there is no PIN. */
export function PinSettings() {
  const { t } = useTranslation("pin");
  const { user } = useDay();
  const turn = useTurn();
  const [done, setDone] = useState(false);
  const change = async (pin: string, old: string) => {
    const { store } = await fieldDevice();
    const told = await changePin(store, user.id, old, pin);
    setDone(told.ok);
    if (told.ok) return null;
    return told.waitMs > 0 ? t("change.wait") : t("lock.wrongLeft", { count: told.triesLeft });
  };
  if (!canSeal() || turn?.kind !== "user" || turn.plain)
    return (
      <section className="field-card">
        <h2>{t("title")}</h2>
        <p className="note note-attention">{t("cannot")}</p>
      </section>
    );
  return (
    <section className="field-card" data-pin-settings>
      <h2>{t("title")}</h2>
      <p>{t("has")}</p>
      <button
        type="button"
        className="button button-plain field-big"
        onClick={() => void fieldDevice().then((device) => lockDevice(device))}
      >
        {t("lockNow")}
      </button>
      <details>
        <summary className="button button-plain field-big">{t("change.title")}</summary>
        <div className="mt-3">
          <PinForm withOld onChosen={change} />
          {done ? <p role="status">{t("change.done")}</p> : null}
        </div>
      </details>
      <p className="field-soft">{t("choose.limit")}</p>
    </section>
  );
}
