import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { StreetStand } from "#app/fieldwork/quotas.ts";
import { formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { quotaKey } from "#surveys/fieldwork/quota-cells.ts";
import { FieldError } from "./text-field.tsx";

interface QuotaStreetProps {
  name: string;
  stand: StreetStand;
  isQuota: boolean;
  /** The wave is not closed. */
  mayType: boolean;
  /** What was typed and is wrong, if this street's form was just sent. */
  answer: { typed: Record<string, string>; wrong: string[] } | null;
}

/** One street: what is wanted of each age band and sex, what there is, and the difference in words. */
export function QuotaStreet({ name, stand, isQuota, mayType, answer }: QuotaStreetProps) {
  const { t } = useTranslation("quotas");
  const language = useLanguage();
  const number = (value: number) => formatNumber(value, language);
  const { cells } = stand;
  return (
    <section id={stand.streetId} className="min-w-0">
      <h3>{name}</h3>
      <p className="text-ink-soft">
        {t(stand.typed ? "wantedTyped" : stand.known ? "wantedByResidents" : "wantedAlike", {
          count: stand.planned,
        })}
      </p>
      <div className="overflow-x-auto">
        <table className="yearbook mt-2">
          <caption className="sr-only">{t("tableOf", { street: name })}</caption>
          <thead>
            <tr>
              <th scope="col" className="text-left!">
                {t("cellHead")}
              </th>
              <th scope="col">{t("wanted")}</th>
              <th scope="col">{t("interviewed")}</th>
              {isQuota ? <th scope="col">{t("reserved")}</th> : null}
              <th scope="col" className="text-left!">
                {t("difference")}
              </th>
            </tr>
          </thead>
          <tbody>
            {cells.map((cell) => (
              <tr key={quotaKey(cell)}>
                <th scope="row" className="whitespace-nowrap">
                  {t("cell", { sex: t(`sex.${cell.sex}`), ageBand: cell.ageBand.replace("-", "–") })}
                </th>
                <td>{number(cell.wanted)}</td>
                <td>{number(cell.interviewed)}</td>
                {isQuota ? <td>{number(cell.reserved)}</td> : null}
                <td className="text-left!">
                  <Difference by={cell.interviewed - cell.wanted} isQuota={isQuota} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t("all")}</th>
              <td>{number(stand.wanted)}</td>
              <td>{number(stand.interviewed)}</td>
              {isQuota ? <td>{number(cells.reduce((sum, cell) => sum + cell.reserved, 0))}</td> : null}
              <td className="text-left!">
                {stand.screened > 0 ? t("screened", { count: stand.screened }) : null}
                {stand.missed > 0 ? t("missed", { count: stand.missed }) : null}
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      {mayType ? <WantedForm name={name} stand={stand} answer={answer} /> : null}
    </section>
  );
}

function Difference({ by, isQuota }: { by: number; isQuota: boolean }) {
  const { t } = useTranslation("quotas");
  if (by === 0) return <>{t("asWanted")}</>;
  if (by < 0) return <>{t("fewer", { count: -by })}</>;
  return (
    <span className={isQuota ? "text-amber" : undefined}>
      {isQuota ? <span aria-hidden="true">▲ </span> : null}
      {t(isQuota ? "beyond" : "more", { count: by })}
    </span>
  );
}

function WantedForm({ name, stand, answer }: Pick<QuotaStreetProps, "name" | "stand" | "answer">) {
  const { t } = useTranslation("quotas");
  const id = (key: string) => `${stand.streetId}-${key.replace("|", "-")}`;
  return (
    <details open={answer !== null} className="no-print">
      <summary className="quiet -ml-2 text-accent underline">
        {t("type.open")}
        <span className="sr-only"> {name}</span>
      </summary>
      <Form method="post" action={`#${stand.streetId}`} className="mt-2">
        <input type="hidden" name="streetId" value={stand.streetId} />
        <div className="grid max-w-[560px] grid-cols-2 gap-4 sm:grid-cols-3">
          {stand.cells.map((cell) => {
            const key = quotaKey(cell);
            const error = answer?.wrong.includes(key) ? t("type.wrong") : null;
            return (
              <div key={key}>
                <label htmlFor={id(key)} className="block">
                  {t("cell", { sex: t(`sex.${cell.sex}`), ageBand: cell.ageBand.replace("-", "–") })}
                </label>
                <input
                  id={id(key)}
                  name={key}
                  className="input mt-1 w-full"
                  inputMode="numeric"
                  autoComplete="off"
                  defaultValue={answer?.typed[key] ?? cell.wanted}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={error ? `${id(key)}-error` : undefined}
                />
                <FieldError id={`${id(key)}-error`} error={error} />
              </div>
            );
          })}
        </div>
        <div className="mt-4 flex flex-wrap gap-4">
          <button className="button" name="intent" value="type">
            {t("type.save")}
          </button>
          {stand.typed ? (
            <button className="button button-plain" name="intent" value="default">
              {t("type.default")}
            </button>
          ) : null}
        </div>
      </Form>
    </details>
  );
}
