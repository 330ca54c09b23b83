import { useTranslation } from "react-i18next";
import { afterUnlocking, fieldDevice } from "../field-device.ts";
import { createVault } from "../vault/vaults.ts";
import { PinForm } from "./pin-form.tsx";

/** The first PIN of somebody on this device. */
export function ChoosePin({ user, heading }: { user: { id: string; name: string }; heading: "h1" | "h2" }) {
  const { t } = useTranslation("pin");
  const Heading = heading;
  const choose = async (pin: string) => {
    const device = await fieldDevice();
    await createVault(device.store, user, pin);
    await afterUnlocking(device);
    return null;
  };
  return (
    <section className="field-card" data-choose-pin>
      <Heading>{t("choose.title", { name: user.name })}</Heading>
      <p>{t("choose.text")}</p>
      <PinForm onChosen={choose} />
      <p className="field-soft">{t("choose.limit")}</p>
    </section>
  );
}
