import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FieldDevice } from "../field-device.ts";
import { onStoreChange } from "../store-events.ts";
import { readOthersUnsent, type OthersUnsent as Unsent } from "../vault/others-unsent.ts";

export function useOthersUnsent(device: FieldDevice | null): Unsent[] {
  const [others, setOthers] = useState<Unsent[]>([]);
  useEffect(() => {
    if (!device) return;
    let shown = true;
    const read = () =>
      void readOthersUnsent(device.store).then((found) => {
        if (shown) setOthers(found);
      });
    read();
    const stop = onStoreChange(read);
    return () => {
      shown = false;
      stop();
    };
  }, [device]);
  return others;
}

/** What others left here; only they can send it. */
export function OthersUnsent({ device }: { device: FieldDevice | null }) {
  const { t } = useTranslation("pin");
  const others = useOthersUnsent(device);
  if (others.length === 0) return null;
  return (
    <section className="field-card" data-others-unsent>
      {others.map(({ userId, name, count }) => (
        <p key={userId}>{t("others", { count, name: name ?? t("somebody") })}</p>
      ))}
    </section>
  );
}
