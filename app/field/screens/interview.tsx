import { Link, useNavigate } from "@remix-run/react";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { discardInterview, refuseInterview, screenOut } from "../begin-interview.ts";
import { finishDraft, saveDraft } from "../drafts.ts";
import type { FieldDevice } from "../field-device.ts";
import type { Draft } from "../open-store.ts";
import type { Photo } from "../record-bodies.ts";
import { keepLatest } from "../keep-latest.ts";
import { cellOf } from "../quota-left.ts";
import { fitsInRecord } from "../record-size.ts";
import { InterviewConsent } from "./interview-consent.tsx";
import { InterviewDeclined } from "./interview-declined.tsx";
import { InterviewNotes } from "./interview-notes.tsx";
import { InterviewPhotos } from "./interview-photos.tsx";
import { InterviewStop } from "./interview-stop.tsx";
import { LazyRunner } from "./lazy-runner.ts";
import { QuotaFull } from "./quota-full.tsx";
import { TextSizeButton } from "./text-size.tsx";
import { useDay } from "./use-field.ts";
import { usePosition } from "./use-position.ts";
import type { QuestionnaireResult } from "#app/components/questionnaire-runner.tsx";
import { ageBandOf, type Language, type Outcome } from "#surveys/vocabulary.ts";

/** The question that photos belong to: what should be fixed first. */
export const WITH_PHOTOS = "fix_first";

interface InterviewProps {
  device: FieldDevice;
  draft: Draft;
  definition: Record<string, unknown>;
  /** Where to go afterwards. */
  back: string;
}

/** An interview from its draft to the outbox; every change of the screen is saved on the device. */
export function Interview({ device, draft, definition, back }: InterviewProps) {
  const { store, sync } = device;
  const { t, i18n } = useTranslation(["field", "interview"]);
  const { work, user, cases } = useDay();
  const navigate = useNavigate();
  const language = i18n.language as Language;
  const [stopped, setStopped] = useState<QuestionnaireResult | null>(null);
  const [declined, setDeclined] = useState(false);
  const [ended, setEnded] = useState<Outcome | null>(null);
  const [agreedAt, setAgreedAt] = useState(draft.agreedAt ?? null);
  const [notes, setNotes] = useState(draft.notes ?? "");
  const [photos, setPhotos] = useState(draft.photos ?? []);
  const [tooLarge, setTooLarge] = useState<{ outcome: Outcome; result: QuestionnaireResult } | null>(null);
  const [keep] = useState(() =>
    keepLatest((change: Parameters<typeof saveDraft>[2]) => saveDraft(store, draft.id, change)),
  );
  // Whoever began before there was a consent screen was asked at the door.
  const wasAgreed = agreedAt !== null || draft.pageNo > 0;
  const whereHeld = usePosition(device, draft, wasAgreed);
  const left = cases.find(({ id }) => id === draft.caseId)?.quotaLeft ?? null;
  const [cell, setCell] = useState(cellOf(draft.answers));
  const [beyond, setBeyond] = useState(false);
  const isFull = !draft.corrects && !ended && !beyond && left !== null && cell !== null && left[cell] === 0;

  const isAside = stopped !== null || declined || isFull;

  const finish = async (outcome: Outcome, result: QuestionnaireResult) => {
    const { data, screenTimes } = result;
    const offset = sync.read().clockOffset;
    const paradata = {
      screenTimes,
      ...(agreedAt ? { agreedAt } : {}),
      ...(notes.trim() ? { notes: notes.trim() } : {}),
      ...(offset === null ? {} : { clockOffset: offset }),
      ...whereHeld(),
    };
    if (!fitsInRecord([data, paradata, photos])) return setTooLarge({ outcome, result });
    setTooLarge(null);
    await finishDraft(store, draft, work.city.id, { outcome, answers: data, language, paradata, photos });
    setEnded(outcome);
    if (outcome === "partial") navigate(back);
  };
  const leave = async (change: Promise<void>) => {
    await change;
    navigate(back);
  };
  const agree = () => {
    const at = new Date().toISOString();
    setAgreedAt(at);
    keep({ agreedAt: at });
  };
  const keepNotes = (next: string) => {
    setNotes(next);
    keep({ notes: next });
  };
  const keepPhotos = (next: Photo[]) => {
    setPhotos(next);
    keep({ photos: next });
  };
  const owner = { ownerId: user.id, cityId: work.city.id };
  const withAnswers = (): Draft => ({ ...draft, answers: stopped?.data ?? {} });
  return (
    <>
      {stopped ? (
        <InterviewStop
          correcting={draft.corrects !== undefined}
          empty={Object.keys(stopped.data).length === 0}
          sendable={stopped.data.resident_half_year === "yes" && ageBandOf(Number(stopped.data.age)) !== null}
          onGoOn={() => setStopped(null)}
          onLater={() => navigate(back)}
          onSend={() => void finish("partial", stopped)}
          onRefuse={() => void leave(refuseInterview(store, owner, withAnswers()))}
          onDiscard={() => void leave(discardInterview(store, draft))}
        />
      ) : null}
      {declined ? (
        <InterviewDeclined
          inStreet={draft.sessionId !== null}
          onGoOn={() => setDeclined(false)}
          onRefused={(said) => void leave(refuseInterview(store, owner, withAnswers(), said))}
          onDiscard={() => void leave(discardInterview(store, draft))}
        />
      ) : null}
      {isFull ? (
        <QuotaFull onThank={() => void leave(screenOut(store, draft))} onGoOn={() => setBeyond(true)} />
      ) : null}
      <div hidden={isAside}>
        <h1 className="sr-only">{t("interview.title")}</h1>
        <Suspense fallback={<p role="status">{t("interview.loading")}</p>}>
          <LazyRunner
            definition={definition}
            locale={language}
            mode={draft.mode}
            streets={work.streets}
            initialData={draft.answers}
            initialPage={draft.pageNo}
            initialScreenTimes={draft.screenTimes}
            interviewer
            paused={isAside}
            consent={{
              given: wasAgreed,
              says: <InterviewConsent />,
              onAgree: agree,
              // A finished interview that is put right was agreed to once: whoever stops here leaves it as it was.
              onRefuse: () =>
                draft.corrects ? setStopped({ data: {}, screenTimes: {} }) : setDeclined(true),
            }}
            beside={(question) =>
              question === WITH_PHOTOS ? (
                <InterviewPhotos photos={photos} beside={[draft.answers, notes]} onChange={keepPhotos} />
              ) : null
            }
            tools={
              <div className="interview-tools">
                <TextSizeButton />
                <InterviewNotes notes={notes} onChange={keepNotes} />
              </div>
            }
            onProgress={({ data, pageNo, screenTimes }) => {
              setCell(cellOf(data));
              keep({ answers: data, pageNo, screenTimes, language });
            }}
            onComplete={({ outcome, ...result }) => void finish(outcome, result)}
            onBreakOff={setStopped}
          />
        </Suspense>
      </div>
      {tooLarge ? (
        <section className="field-card" role="alert">
          <p>{t("interview:tooLarge")}</p>
          <InterviewPhotos photos={photos} beside={[]} onChange={keepPhotos} />
          <button
            type="button"
            className="button field-big"
            onClick={() => void finish(tooLarge.outcome, tooLarge.result)}
          >
            {t("interview:finish")}
          </button>
        </section>
      ) : null}
      {ended ? (
        <section className="field-card" role="status" data-stored={ended}>
          <p>{t(ended === "ineligible" ? "interview.ineligibleStored" : "interview.stored")}</p>
          <Link className="button field-big" to={back}>
            {t(draft.sessionId ? "interview.backToSession" : "toList")}
          </Link>
        </section>
      ) : null}
    </>
  );
}
