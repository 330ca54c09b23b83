import { Link } from "@remix-run/react";
import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldDevice } from "#app/field/field-device.ts";
import type { Photo } from "#app/field/record-bodies.ts";
import { WITH_PHOTOS } from "#app/field/screens/interview.tsx";
import { InterviewConsent } from "#app/field/screens/interview-consent.tsx";
import { InterviewNotes } from "#app/field/screens/interview-notes.tsx";
import { InterviewPhotos } from "#app/field/screens/interview-photos.tsx";
import { LazyRunner } from "#app/field/screens/lazy-runner.ts";
import { TextSizeButton } from "#app/field/screens/text-size.tsx";
import { useDay } from "#app/field/screens/use-field.ts";
import { readDefinition } from "#app/field/work.ts";
import type { Language } from "#surveys/vocabulary.ts";

const MODES = ["household", "intercept"] as const;

/** The questionnaire for practice: nothing of it is kept anywhere. */
export default function FieldPractice() {
  const { t, i18n } = useTranslation(["field", "interview"]);
  const { work } = useDay();
  const [definition, setDefinition] = useState<Record<string, unknown> | null | undefined>(undefined);
  const [mode, setMode] = useState<(typeof MODES)[number] | null>(null);
  const [done, setDone] = useState(false);
  const [photos, setPhotos] = useState<Photo[]>([]);
  const versionId = work.waves[0]?.questionnaireVersionId ?? work.questionnaires[0]?.versionId;

  useEffect(() => {
    let shown = true;
    void fieldDevice()
      .then(({ store }) => (versionId ? readDefinition(store, versionId) : undefined))
      .then((found) => shown && setDefinition(found ?? null));
    return () => {
      shown = false;
    };
  }, [versionId]);

  return (
    <>
      <p className="field-practice">{t("practice.banner")}</p>
      {mode ? <h1 className="sr-only">{t("practice.title")}</h1> : null}
      {mode ? null : (
        <section className="field-card">
          <h1>{t("practice.title")}</h1>
          <p>{t("practice.lead")}</p>
          <p className="field-soft">{t("interview:swipe")}</p>
          {definition === null ? <p className="note">{t("interview.noQuestionnaire")}</p> : null}
          {MODES.map((one) => (
            <button
              key={one}
              type="button"
              className="button field-big"
              disabled={!definition}
              onClick={() => setMode(one)}
            >
              {t(`practice.${one}`)}
            </button>
          ))}
        </section>
      )}
      {mode && definition ? (
        <Suspense fallback={<p role="status">{t("interview.loading")}</p>}>
          <LazyRunner
            definition={definition}
            locale={i18n.language as Language}
            mode={mode}
            streets={work.streets}
            interviewer
            consent={{
              given: false,
              says: <InterviewConsent />,
              onAgree: () => undefined,
              onRefuse: () => setMode(null),
            }}
            beside={(question) =>
              question === WITH_PHOTOS ? (
                <InterviewPhotos photos={photos} beside={[]} onChange={setPhotos} />
              ) : null
            }
            tools={
              <div className="interview-tools">
                <TextSizeButton />
                <InterviewNotes notes="" onChange={() => undefined} />
              </div>
            }
            onComplete={() => setDone(true)}
            onBreakOff={() => setMode(null)}
          />
        </Suspense>
      ) : null}
      {done ? (
        <section className="field-card" role="status">
          <p>{t("practice.done")}</p>
          <button
            type="button"
            className="button field-big"
            onClick={() => {
              setDone(false);
              setPhotos([]);
              setMode(null);
            }}
          >
            {t("practice.again")}
          </button>
          <Link className="button button-plain" to="/field">
            {t("toList")}
          </Link>
        </section>
      ) : null}
    </>
  );
}
