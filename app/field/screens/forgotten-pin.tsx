import { useState } from "react";
import { useTranslation } from "react-i18next";
import { afterUnlocking, fieldDevice } from "../field-device.ts";
import { askForSecret } from "../vault/leave-secret.ts";
import type { StoredVault } from "../vault/stored-vault.ts";
import { recoverVault } from "../vault/vaults.ts";
import { PinForm } from "./pin-form.tsx";
import { SignInLink } from "./sign-in-link.tsx";

/** A new PIN for whoever has just signed in with the password. Nothing of theirs is lost. */
export function ForgottenPin({ vault, onBack }: { vault: StoredVault; onBack: () => void }) {
  const { t } = useTranslation("pin");
  const [signIn, setSignIn] = useState(false);
  const replace = async (pin: string) => {
    const device = await fieldDevice();
    const secret = await askForSecret(device.store, (input, init) => fetch(input, init), vault.userId);
    setSignIn(secret === "sign-in");
    if (secret === "sign-in") return t("forgot.signInFirst", { name: vault.name });
    if (secret === "away") return t("forgot.away");
    if (!(await recoverVault(device.store, vault.userId, secret, pin))) return t("failed");
    await afterUnlocking(device);
    return null;
  };
  return (
    <section className="field-card" data-forgotten>
      <h2>{t("forgot.title")}</h2>
      <p>{t("forgot.text", { name: vault.name })}</p>
      {vault.kept ? null : <p className="note note-attention">{t("forgot.notKept")}</p>}
      <PinForm onChosen={replace} />
      {signIn ? <SignInLink className="button field-big">{t("forgot.signIn")}</SignInLink> : null}
      <button type="button" className="button button-plain" onClick={onBack}>
        {t("forgot.back")}
      </button>
    </section>
  );
}
