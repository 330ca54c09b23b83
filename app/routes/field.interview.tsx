import { useSearchParams } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { readDrafts } from "#app/field/drafts.ts";
import { fieldDevice, type FieldDevice } from "#app/field/field-device.ts";
import type { Draft } from "#app/field/open-store.ts";
import { Interview } from "#app/field/screens/interview.tsx";
import { MissingCase } from "#app/field/screens/missing-case.tsx";
import { useDay } from "#app/field/screens/use-field.ts";
import { readDefinition } from "#app/field/work.ts";

interface Opened {
  device: FieldDevice;
  draft: Draft | undefined;
  definition: Record<string, unknown> | undefined;
}

/** The interview of a dwelling (`?id=`) or of a passer-by (`?session=`), opened where it stopped. */
export default function FieldInterview() {
  const { t } = useTranslation("field");
  const { user } = useDay();
  const [search] = useSearchParams();
  const [caseId, sessionId] = [search.get("id"), search.get("session")];
  const [opened, setOpened] = useState<Opened | null>(null);

  useEffect(() => {
    let shown = true;
    const open = async (): Promise<Opened> => {
      const device = await fieldDevice();
      const drafts = await readDrafts(device.store, user.id);
      const [draft] = drafts
        .filter((one) => (sessionId ? one.sessionId === sessionId : one.caseId === caseId && !one.sessionId))
        .sort((a, b) => b.updatedAt - a.updatedAt);
      const definition = draft && (await readDefinition(device.store, draft.questionnaireVersionId));
      return { device, draft, definition };
    };
    void open().then((result) => shown && setOpened(result));
    return () => {
      shown = false;
    };
  }, [user.id, caseId, sessionId]);

  if (!opened) return <p role="status">{t("interview.loading")}</p>;
  const { device, draft, definition } = opened;
  if (!draft) return <MissingCase what="interview" />;
  if (!definition) return <p className="note note-attention">{t("interview.noQuestionnaire")}</p>;
  const back = draft.sessionId ? `/field/session?id=${draft.caseId}` : "/field";
  return <Interview key={draft.id} device={device} draft={draft} definition={definition} back={back} />;
}
