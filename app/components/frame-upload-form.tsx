import { Form, useNavigation } from "@remix-run/react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { LIST_LIMIT } from "#app/frame/frame-limits.ts";
import { useLocalName } from "#app/present/local-name.ts";
import type { District } from "#db/queries/list-districts.ts";
import { FRAME_KINDS, type FrameKind } from "#surveys/frames/frame-kinds.ts";
import { SelectField } from "./select-field.tsx";
import { FieldError } from "./text-field.tsx";

export type UploadProblem = "kind" | "district" | "file" | "fileSize";

interface FrameUploadFormProps {
  districts: readonly District[];
  district: string;
  /** The kind that the city needs next. */
  next: FrameKind;
  problems: readonly UploadProblem[];
}

/** One form for every list: its kind, and the file. */
export function FrameUploadForm({ districts, district, next, problems }: FrameUploadFormProps) {
  const { t } = useTranslation("frame");
  const localName = useLocalName();
  const { state, formMethod } = useNavigation();
  const error = (name: UploadProblem) => (problems.includes(name) ? t(`upload.problem.${name}`) : null);
  const sending = state !== "idle" && formMethod === "POST";
  return (
    <Form method="post" action="/frame?index" encType="multipart/form-data" className="mt-4 grid gap-6">
      <input type="hidden" name="intent" value="upload" />
      {districts.length > 1 ? (
        <SelectField
          name="district"
          label={t("upload.district")}
          defaultValue={district}
          error={error("district")}
          options={districts.map((each) => ({ value: each.id, label: localName(each) }))}
        />
      ) : (
        <input type="hidden" name="district" value={district} />
      )}
      <SelectField
        key={next}
        name="kind"
        label={t("upload.kind")}
        defaultValue={next}
        error={error("kind")}
        options={FRAME_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
      <FileField error={error("file") ?? error("fileSize")} />
      <p>
        <button className="button" disabled={sending}>
          {t("upload.submit")}
        </button>
      </p>
    </Form>
  );
}

/** Says at once what the server would say after the whole file has travelled. */
function FileField({ error }: { error: string | null }) {
  const { t } = useTranslation("frame");
  const id = useId();
  const [tooLarge, setTooLarge] = useState(false);
  const shown = tooLarge ? t("upload.problem.fileSize") : error;
  return (
    <div>
      <label htmlFor={id} className="block font-semibold">
        {t("upload.file")}
      </label>
      <input
        id={id}
        type="file"
        name="file"
        accept=".csv,.txt,.tsv,.xlsx,.json,.geojson"
        className="input mt-1"
        aria-invalid={shown ? true : undefined}
        aria-describedby={shown ? `${id}-error` : undefined}
        onChange={({ currentTarget }) => {
          const large = (currentTarget.files?.[0]?.size ?? 0) > LIST_LIMIT;
          setTooLarge(large);
          if (large) currentTarget.value = "";
        }}
      />
      <FieldError id={`${id}-error`} error={shown} />
    </div>
  );
}

const templateFile = (kind: FrameKind) => `${kind}.${kind === "boundaries" ? "geojson" : "csv"}`;

/** What each list holds, in the order in which they need each other, with a template to fill in. */
export function FrameTemplates() {
  const { t } = useTranslation("frame");
  return (
    <ol className="mt-2 border-t-2 border-ink">
      {FRAME_KINDS.map((kind, i) => (
        <li key={kind} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-2">
          <span className="min-w-[9rem] font-semibold">
            {i + 1} {t(`kind.${kind}`)}
          </span>
          <span className="min-w-[16rem] flex-1 text-ink-soft">{t(`kindText.${kind}`)}</span>
          <a
            className="inline-flex min-h-[44px] items-center"
            href={`/frame/templates/${templateFile(kind)}`}
            download
            aria-label={`${templateFile(kind)} ${t(`kind.${kind}`)}`}
          >
            {templateFile(kind)}
          </a>
        </li>
      ))}
    </ol>
  );
}
