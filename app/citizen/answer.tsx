import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { readyToSend } from "./answer-body.ts";
import { endOf, EndPage } from "./end-pages.tsx";
import { introduction } from "./introduction.ts";
import { keep, newDraft, phoneKeeper, readKept, type KeptAnswer, type KeptDraft } from "./kept-answer.ts";
import { useSending } from "./use-sending.ts";
import { LazyRunner, loadRunner } from "#app/field/screens/lazy-runner.ts";
import type { PostOutcome } from "#app/field/post-record.ts";
import { useLocalName } from "#app/present/local-name.ts";
import type { PublicLink } from "#db/queries/read-public-link.ts";
import type { Language } from "#surveys/vocabulary.ts";

type Problems = { field: string; message: string }[];

/** From the first sentence to the thanks, with whatever this phone kept of an earlier visit. */
export function Answer({ link }: { link: PublicLink }) {
  const { t, i18n } = useTranslation("citizen");
  const localName = useLocalName();
  const language = i18n.language as Language;
  const { wave, city } = link;
  const versionId = wave.questionnaireVersionId;
  const [ready, setReady] = useState(false);
  const [kept, setKept] = useState<KeptAnswer | null>(null);
  const [open, setOpen] = useState<KeptDraft | null>(null);
  const [fresh, setFresh] = useState(false);
  const [problems, setProblems] = useState<Problems | null>(null);

  useEffect(() => {
    const found = readKept(phoneKeeper(), wave.id);
    const stale = found?.state === "draft" && found.questionnaireVersionId !== versionId;
    setKept(stale ? null : found);
    setReady(true);
    void loadRunner();
  }, [wave.id, versionId]);

  const change = (next: KeptAnswer | null) => {
    keep(phoneKeeper(), wave.id, next);
    setKept(next);
  };
  const sending = kept?.state === "sending" && !problems ? kept : null;
  const end = (outcome: PostOutcome) => {
    if (!sending) return;
    setOpen(null);
    if (outcome.kind === "stored" || outcome.kind === "quarantined") {
      setFresh(true);
      change({ state: "done", outcome: sending.outcome });
    } else if (outcome.kind === "closed") change({ state: "too-late" });
    else if (outcome.kind === "refused") setProblems(outcome.problems);
  };
  const { failed, tryNow } = useSending(sending, end);
  const begin = (draft: KeptDraft) => {
    change(draft);
    setOpen(draft);
    window.scrollTo(0, 0);
  };

  if (kept?.state === "done") return <EndPage state={endOf(kept.outcome, fresh)} results={link.results} />;
  if (kept?.state === "too-late") return <EndPage state="too-late" results={link.results} />;
  if (kept?.state === "sending" && problems)
    return (
      <Refused
        problems={problems}
        onChange={() => {
          const { id } = newDraft(versionId, 0, new Date());
          setProblems(null);
          begin({ ...kept.draft, id });
        }}
      />
    );
  if (sending) return <Sending failed={failed} onTry={tryNow} />;
  if (open)
    return (
      <Suspense fallback={<Loading />}>
        <h1 className="sr-only">{t("asks", { city: localName(city) })}</h1>
        <LazyRunner
          key={open.id}
          definition={link.definition}
          locale={language}
          mode="online"
          streets={link.streets}
          initialData={open.answers}
          initialPage={open.pageNo}
          initialScreenTimes={open.screenTimes}
          interviewer={false}
          onProgress={({ data, pageNo, screenTimes }) =>
            keep(phoneKeeper(), wave.id, { ...open, answers: data, pageNo, screenTimes })
          }
          onComplete={(result) =>
            change(readyToSend(open, { cityId: city.id, waveId: wave.id }, result, language, new Date()))
          }
        />
      </Suspense>
    );
  const resumed = kept?.state === "draft" && Object.keys(kept.answers).length > 0 ? kept : null;
  const first = introduction(link.definition, language) ? 1 : 0;
  return (
    <Welcome
      link={link}
      ready={ready}
      onResume={resumed ? () => begin(resumed) : null}
      onStart={() => begin(newDraft(versionId, first, new Date()))}
    />
  );
}

function Loading() {
  const { t } = useTranslation("citizen");
  return <p role="status">{t("loading")}</p>;
}

interface WelcomeProps {
  link: PublicLink;
  /** False until the page can react to a tap. */
  ready: boolean;
  onResume: (() => void) | null;
  onStart: () => void;
}

function Welcome({ link, ready, onResume, onStart }: WelcomeProps) {
  const { t, i18n } = useTranslation("citizen");
  const localName = useLocalName();
  const opening = introduction(link.definition, i18n.language as Language);
  return (
    <>
      <h1>{t("asks", { city: localName(link.city) })}</h1>
      <p className="citizen-promise">{t("promise")}</p>
      <noscript>
        <p className="note note-attention">{t("noScript")}</p>
      </noscript>
      {onResume ? (
        <>
          <p>{t("resumeText")}</p>
          <button type="button" className="button" onClick={onResume}>
            {t("resume")}
          </button>
        </>
      ) : null}
      <button
        type="button"
        className={onResume ? "button button-plain" : "button"}
        disabled={!ready}
        onClick={onStart}
      >
        {t(onResume ? "startOver" : "start")}
      </button>
      {opening && !onResume ? (
        <div className="citizen-introduction" dangerouslySetInnerHTML={{ __html: opening }} />
      ) : null}
      <p className="text-ink-soft">{t("kept")}</p>
    </>
  );
}

function Sending({ failed, onTry }: { failed: boolean; onTry: () => void }) {
  const { t } = useTranslation("citizen");
  return (
    <section data-end="sending">
      <div role="status">
        <h1>{t("sending.title")}</h1>
        {failed ? <p className="note note-attention mt-4">{t("sending.waiting")}</p> : null}
        <p className="mt-4">{t("sending.text")}</p>
      </div>
      {failed ? (
        <button type="button" className="button mt-4" onClick={onTry}>
          {t("sending.again")}
        </button>
      ) : null}
    </section>
  );
}

function Refused({ problems, onChange }: { problems: Problems; onChange: () => void }) {
  const { t } = useTranslation("citizen");
  return (
    <section role="alert" data-end="refused">
      <h1>{t("refused.title")}</h1>
      <p className="mt-4">{t("refused.text")}</p>
      <ul className="mt-4 list-disc pl-6">
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>{message}</li>
        ))}
      </ul>
      <button type="button" className="button mt-4" onClick={onChange}>
        {t("refused.change")}
      </button>
    </section>
  );
}
