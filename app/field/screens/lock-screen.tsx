import { useEffect, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { afterUnlocking, fieldDevice, type FieldDevice } from "../field-device.ts";
import type { StoredVault } from "../vault/stored-vault.ts";
import { readVaults, unlockVault, waitOf } from "../vault/vaults.ts";
import { ForgottenPin } from "./forgotten-pin.tsx";
import { PinField } from "./pin-form.tsx";
import { useOthersUnsent } from "./others-unsent.tsx";
import { SignInLink } from "./sign-in-link.tsx";

/** Whose tablet is it now? Works without a network. */
export function LockScreen({ device, last }: { device: FieldDevice; last: string | null }) {
  const { t, i18n } = useTranslation("pin");
  const [vaults, setVaults] = useState<StoredVault[]>([]);
  const [chosen, setChosen] = useState<string | null>(last);
  const unsent = useOthersUnsent(device);
  useEffect(() => {
    let shown = true;
    const collator = new Intl.Collator(i18n.language);
    void readVaults(device.store).then((found) => {
      if (shown) setVaults(found.sort((a, b) => collator.compare(a.name, b.name)));
    });
    return () => {
      shown = false;
    };
  }, [device, i18n.language]);
  const who = vaults.find(({ userId }) => userId === chosen) ?? (vaults.length === 1 ? vaults[0] : undefined);
  const others = vaults.filter((vault) => vault !== who);
  return (
    <>
      <h1>{who ? t("lock.hello", { name: who.name }) : t("lock.who")}</h1>
      {who ? <Unlock key={who.userId} vault={who} /> : null}
      <section className="field-card">
        {who && others.length > 0 ? <h2>{t("lock.others")}</h2> : null}
        {others.length > 0 ? (
          <ul className="grid gap-2">
            {others.map(({ userId, name }) => (
              <li key={userId}>
                <button
                  type="button"
                  className="button button-plain field-big w-full"
                  data-unlock={userId}
                  onClick={() => setChosen(userId)}
                >
                  {name}
                </button>
              </li>
            ))}
          </ul>
        ) : null}
        <SignInLink className="button button-plain field-big">{t("lock.signIn")}</SignInLink>
        {unsent.map(({ userId, name, count }) => (
          <p key={userId} className="field-soft">
            {t("others", { count, name: name ?? t("somebody") })}
          </p>
        ))}
      </section>
    </>
  );
}

function Unlock({ vault }: { vault: StoredVault }) {
  const { t } = useTranslation("pin");
  const [pin, setPin] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [forgotten, setForgotten] = useState(false);
  const [left, waitFor] = useCountdown(() => waitOf(vault));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || left > 0) return;
    setBusy(true);
    const device = await fieldDevice();
    const told = await unlockVault(device.store, vault.userId, pin);
    setBusy(false);
    if (told.ok) return void afterUnlocking(device);
    setPin("");
    waitFor(told.waitMs);
    setProblem(told.waitMs > 0 ? t("lock.wrong") : t("lock.wrongLeft", { count: told.triesLeft }));
  };
  if (forgotten) return <ForgottenPin vault={vault} onBack={() => setForgotten(false)} />;
  return (
    <form
      className="field-card field-card-next"
      onSubmit={(event) => void submit(event)}
      data-lock={vault.userId}
    >
      <PinField label={t("lock.pin")} value={pin} onChange={setPin} problem={problem} focused />
      {left > 0 ? (
        <p role="status" className="note note-attention" data-wait={left}>
          {t("lock.wait", { minutes: Math.floor(left / 60), seconds: String(left % 60).padStart(2, "0") })}
        </p>
      ) : null}
      <button className="button field-big" aria-disabled={busy || left > 0}>
        {t(busy ? "working" : "lock.submit")}
      </button>
      <button type="button" className="button button-plain" onClick={() => setForgotten(true)}>
        {t("lock.forgot")}
      </button>
    </form>
  );
}

/** Whole seconds left, and how to begin again. */
function useCountdown(first: () => number): [left: number, waitFor: (ms: number) => void] {
  const [time, setTime] = useState(() => {
    const now = performance.now();
    return { now, until: now + first() };
  });
  const running = time.until > time.now;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setTime(({ until }) => ({ now: performance.now(), until })), 500);
    return () => clearInterval(timer);
  }, [running]);
  const waitFor = (ms: number) => setTime({ now: performance.now(), until: performance.now() + ms });
  return [Math.max(0, Math.ceil((time.until - time.now) / 1000)), waitFor];
}
