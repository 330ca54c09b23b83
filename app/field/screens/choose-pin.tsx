import { useTranslation } from "react-i18next";
import { afterUnlocking, fieldDevice } from "../field-device.ts";
import { createVault } from "../vault/vaults.ts";
import { PinForm } from "./pin-form.tsx";

/** The first PIN of somebody on this device. */
export function ChoosePin({ user }: { user: { id: string; name: string } }) {
  const { t } = useTranslation("pin");
  const choose = async (pin: string) => {
    const device = await fieldDevice();
    await createVault(device.store, user, pin);
    await afterUnlocking(device);
    return null;
  };
  return (
    <section className="field-card" data-choose-pin>
      <h1>{t("choose.title", { name: user.name })}</h1>
      <p>{t("choose.text")}</p>
      <PinForm onChosen={choose} />
      <p className="field-soft">{t("choose.limit")}</p>
    </section>
  );
}
