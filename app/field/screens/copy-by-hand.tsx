import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldDevice } from "../field-device.ts";
import { makeCopy } from "../vault/copy-out.ts";
import { useDay } from "./use-field.ts";

/** Everything unsent as a file for the supervisor, where this tablet cannot get online. It stays here as well. */
export function CopyByHand({ unsent, drafts }: { unsent: number; drafts: number }) {
  const { t } = useTranslation("pin");
  const { work } = useDay();
  const [said, setSaid] = useState<string | null>(null);
  if (unsent === 0) return null;
  const copy = async () => {
    const { store } = await fieldDevice();
    const file = await makeCopy(store, work).catch(() => null);
    if (!file) return setSaid(t("copy.cannot"));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.text], { type: "application/json" }));
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    setSaid(t("copy.done", { name: file.name }));
  };
  return (
    <section className="field-card" data-copy-by-hand>
      <h2>{t("copy.title")}</h2>
      <p>{t("copy.text", { count: unsent })}</p>
      {drafts > 0 ? <p>{t("copy.drafts", { count: drafts })}</p> : null}
      <button type="button" className="button button-plain field-big" onClick={() => void copy()}>
        {t("copy.button")}
      </button>
      {said ? <p role="status">{said}</p> : null}
    </section>
  );
}
