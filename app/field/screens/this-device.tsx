import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { installApp, isInstallOffered, onInstallOffer } from "../install-app.ts";
import { LITTLE_SPACE, readProtection, type Protection } from "../protection.ts";

const InsecureAddress = lazy(() => import("./insecure-address.tsx"));

/**
 * How far this device can be relied on without a network.
 *
 * @param all  also what is as it should be; else only what is not
 */
export function ThisDevice({ ready, all }: { ready: boolean; all: boolean }) {
  const { t } = useTranslation("field");
  const [protection, setProtection] = useState<Protection | null>(null);
  const installable = useSyncExternalStore(onInstallOffer, isInstallOffered, () => false);
  useEffect(() => {
    let shown = true;
    void readProtection().then((read) => shown && setProtection(read));
    return () => {
      shown = false;
    };
  }, []);
  if (!protection) return null;
  const { secure, kept, free } = protection;
  if (!secure)
    return (
      <Suspense fallback={null}>
        <InsecureAddress />
      </Suspense>
    );
  const full = free !== null && free < LITTLE_SPACE;
  if (!all && kept !== false && !full) return null;
  return (
    <section className="field-card" data-this-device>
      <h2>{t("device.title")}</h2>
      {all ? <p data-ready={ready}>{t(ready ? "device.starts" : "device.startsNot")}</p> : null}
      {all && kept ? <p>{t("device.kept")}</p> : null}
      {kept === false ? <p className="note note-attention">{t("device.notKept")}</p> : null}
      {full ? (
        <p className="note note-attention">
          {t("device.full", { megabytes: Math.floor(free / 1024 / 1024) })}
        </p>
      ) : null}
      {installable ? (
        <button type="button" className="button button-plain field-big" onClick={() => void installApp()}>
          {t("device.install")}
        </button>
      ) : null}
    </section>
  );
}
