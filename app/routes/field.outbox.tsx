import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldDevice } from "#app/field/field-device.ts";
import { keepLanguage } from "#app/field/language.ts";
import { isUnsent, retryAttention } from "#app/field/outbox.ts";
import { ChoiceButtons } from "#app/field/screens/choice-buttons.tsx";
import { CopyByHand } from "#app/field/screens/copy-by-hand.tsx";
import { OthersUnsent } from "#app/field/screens/others-unsent.tsx";
import { PinSettings } from "#app/field/screens/pin-settings.tsx";
import { CorrectInterviews } from "#app/field/screens/correct-interviews.tsx";
import { PositionChoice } from "#app/field/screens/position-choice.tsx";
import { RecordList } from "#app/field/screens/record-list.tsx";
import { TextSizeChoice } from "#app/field/screens/text-size.tsx";
import { useDay, useDevice, useSyncState, useTimes } from "#app/field/screens/use-field.ts";
import { useTop } from "#app/field/screens/use-top.ts";
import { signOut } from "#app/field/sign-out.ts";
import type { Language } from "#surveys/vocabulary.ts";

const LANGUAGES = [
  { value: "zh-CN", label: "中文" },
  { value: "en", label: "English" },
] as const;

/** What is unsent and why, sending now, the language of this device, signing out. */
export default function FieldOutbox() {
  const { t, i18n } = useTranslation("field");
  const { records, work, user, drafts } = useDay();
  const device = useDevice();
  const sync = useSyncState(device);
  const times = useTimes(work.city.timeZone);
  const [stuck, setStuck] = useState(false);
  useTop();

  const waiting = records.filter(({ state }) => state === "waiting");
  const attention = records.filter(({ state }) => state === "attention");
  const kept = records.filter(({ state }) => state === "quarantined");
  const send = async (again: boolean) => {
    const { store, sync: sender } = await fieldDevice();
    if (again) await retryAttention(store, user.id);
    await sender.now();
  };
  const leave = async () => {
    const { store } = await fieldDevice();
    if (await signOut(store, (input, init) => fetch(input, init)))
      window.location.assign("/sign-in?returnTo=/field");
    else setStuck(true);
  };
  const unsent = records.filter(isUnsent).length;
  return (
    <>
      <h1>{t("outbox.title")}</h1>
      <section className="field-card">
        <p className="text-[1.2em] font-semibold">
          {unsent > 0 ? t("bar.unsent", { count: unsent }) : t("outbox.empty")}
        </p>
        <p data-last-sync={sync.lastSync ?? ""}>
          {sync.lastSync ? t("outbox.lastSync", { when: times.when(sync.lastSync) }) : t("outbox.never")}
        </p>
        <button
          type="button"
          className="button field-big"
          aria-disabled={sync.busy}
          onClick={() => (sync.busy ? undefined : void send(false))}
        >
          {t(sync.busy ? "outbox.sendingNow" : "outbox.sendNow")}
        </button>
        {waiting.length > 0 ? <RecordList records={waiting} timeZone={work.city.timeZone} /> : null}
        <p className="field-soft">{t("outbox.keep")}</p>
        {drafts.length > 0 ? <p>{t("outbox.drafts", { count: drafts.length })}</p> : null}
      </section>
      <CopyByHand unsent={unsent} drafts={drafts.length} />
      <OthersUnsent device={device} />
      {attention.length > 0 ? (
        <section className="field-card">
          <h2>{t("outbox.attention")}</h2>
          <p>{t("outbox.attentionText")}</p>
          <RecordList records={attention} timeZone={work.city.timeZone} />
          <button type="button" className="button button-plain field-big" onClick={() => void send(true)}>
            {t("outbox.retry")}
          </button>
        </section>
      ) : null}
      <CorrectInterviews />
      {kept.length > 0 ? (
        <section className="field-card">
          <h2>{t("outbox.kept")}</h2>
          <RecordList records={kept} timeZone={work.city.timeZone} />
        </section>
      ) : null}
      <section className="field-card">
        <ChoiceButtons
          legend={t("outbox.language")}
          choices={LANGUAGES}
          value={i18n.language as Language}
          onChoose={(language) => {
            keepLanguage(language);
            void i18n.changeLanguage(language);
          }}
        />
      </section>
      <TextSizeChoice />
      <PositionChoice />
      <PinSettings />
      <section className="field-card">
        <h2>{t("outbox.account")}</h2>
        <p>{t("outbox.signedInAs", { name: user.name })}</p>
        {unsent > 0 ? (
          <p className="note note-attention">{t("outbox.signOutUnsent", { count: unsent })}</p>
        ) : null}
        {stuck ? (
          <p role="alert" className="note note-stop">
            {t("outbox.signOutOffline")}
          </p>
        ) : null}
        <button type="button" className="button button-plain field-big" onClick={() => void leave()}>
          {t("outbox.signOut")}
        </button>
      </section>
    </>
  );
}
