import { Form, Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { EventErrors } from "#app/analyst/event-form.ts";
import { bearingEvents } from "#app/analyst/shown-events.ts";
import { formatDay } from "#app/present/format-share.ts";
import { type Named, useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withParams } from "#app/present/with-params.ts";
import type { ListedEvent } from "#db/queries/list-events.ts";
import { DIMENSIONS } from "#surveys/scoring-sheet.ts";
import { SelectField } from "./select-field.tsx";
import { TextField } from "./text-field.tsx";

interface TrendEventsProps {
  choice: { part: string; domain: string };
  events: readonly ListedEvent[];
  streets: readonly (Named & { id: string })[];
  items: readonly { id: string; dimension: string }[];
  errors: EventErrors;
  gone: boolean;
}

/** What happened and may explain the line: the list behind the numbered marks, and the form for one more. */
export function TrendEvents({ choice, events, streets, items, errors, gone }: TrendEventsProps) {
  const { t } = useTranslation(["trends", "waves"]);
  const language = useLanguage();
  const localName = useLocalName();
  const [search] = useSearchParams();
  const listed = bearingEvents(events, choice, items);
  const chosen = search.get("event");
  const open = chosen === "new" || Object.keys(errors).length > 0 || gone;
  const changed = events.find(({ id }) => id === chosen) ?? null;
  const placeOf = ({ streetId, dimension }: ListedEvent) => {
    const street = streets.find(({ id }) => id === streetId);
    const place = street ? localName(street) : t("events.everywhere");
    return dimension ? `${place} · ${t(`waves:dimension.${dimension}`)}` : place;
  };
  return (
    <section aria-labelledby="events-title" className="max-w-[800px]">
      <h2 id="events-title">{t("events.title")}</h2>
      {listed.length === 0 ? <p className="mt-2 text-ink-soft">{t("events.none")}</p> : null}
      <ol className="mt-2">
        {listed.map((event, k) => (
          <li key={event.id} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-2">
            <span
              aria-label={t("events.number", { number: k + 1 })}
              className="inline-grid size-6 place-content-center rounded-full border border-line-strong text-[0.875rem]"
            >
              {k + 1}
            </span>
            <span className="text-ink-soft">{formatDay(event.happenedOn, language)}</span>
            <span className="font-semibold">{localName(event)}</span>
            <span className="text-ink-soft">{placeOf(event)}</span>
            <Link
              to={withParams(search, { event: event.id })}
              preventScrollReset
              replace
              className="quiet no-print text-accent! underline underline-offset-4"
            >
              {t("events.edit")}
              <span className="sr-only"> {localName(event)}</span>
            </Link>
          </li>
        ))}
      </ol>
      {gone ? (
        <p role="alert" className="note note-attention mt-4">
          {t("events.gone")}
        </p>
      ) : null}
      {open || changed ? (
        <EventForm key={changed?.id ?? "new"} event={changed} streets={streets} errors={errors} />
      ) : (
        <p className="no-print mt-4">
          <Link
            className="button button-plain"
            to={withParams(search, { event: "new" })}
            preventScrollReset
            replace
          >
            {t("events.add")}
          </Link>
        </p>
      )}
    </section>
  );
}

interface EventFormProps {
  event: ListedEvent | null;
  streets: readonly (Named & { id: string })[];
  errors: EventErrors;
}

function EventForm({ event, streets, errors }: EventFormProps) {
  const { t } = useTranslation(["trends", "waves"]);
  const localName = useLocalName();
  const [search] = useSearchParams();
  const error = (code: string | undefined) => (code ? t(`events.errors.${code}`) : null);
  return (
    <Form
      method="post"
      preventScrollReset
      className="no-print mt-4 grid max-w-[560px] gap-4 border-t-2 border-ink pt-4"
    >
      <h3>{t(event ? "events.change" : "events.add")}</h3>
      <input type="hidden" name="event" value={event?.id ?? ""} />
      <TextField
        type="date"
        label={t("events.day")}
        name="happenedOn"
        required
        defaultValue={event?.happenedOn}
        error={error(errors.happenedOn)}
      />
      <TextField
        label={t("events.nameZh")}
        hint={t("events.nameHint")}
        name="nameZh"
        maxLength={80}
        defaultValue={event?.nameZh}
        error={error(errors.nameZh)}
      />
      <TextField label={t("events.nameEn")} name="nameEn" maxLength={80} defaultValue={event?.nameEn} />
      <SelectField
        label={t("events.street")}
        name="street"
        defaultValue={event?.streetId ?? ""}
        placeholder={t("events.everywhere")}
        options={streets.map((street) => ({ value: street.id, label: localName(street) }))}
      />
      <SelectField
        label={t("events.dimension")}
        name="dimension"
        defaultValue={event?.dimension ?? ""}
        placeholder={t("events.anything")}
        options={DIMENSIONS.map((dimension) => ({
          value: dimension,
          label: t(`waves:dimension.${dimension}`),
        }))}
      />
      <p className="flex flex-wrap gap-2">
        <button className="button" name="intent" value="save">
          {t("events.save")}
        </button>
        <Link
          className="button button-plain"
          to={withParams(search, { event: null })}
          preventScrollReset
          replace
        >
          {t("events.cancel")}
        </Link>
        {event ? (
          <button
            className="button button-plain text-stop! border-stop!"
            name="intent"
            value="remove"
            formNoValidate
          >
            {t("events.remove")}
          </button>
        ) : null}
      </p>
    </Form>
  );
}
