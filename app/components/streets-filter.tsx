import { Form, Link, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { isFiltered, type StreetFilter } from "#app/present/filter-streets.ts";
import { SelectField } from "./select-field.tsx";
import { TextField } from "./text-field.tsx";

interface StreetsFilterProps {
  filter: StreetFilter;
  best: number;
  shown: number;
  all: number;
}

/** Parameters of the address that the form does not change. */
const KEPT = ["sort", "dontKnow"];

/** Which streets to show, and among how many best; a form that works without a script. */
export function StreetsFilter({ filter, best, shown, all }: StreetsFilterProps) {
  const { t } = useTranslation("streets");
  const [search] = useSearchParams();
  const choices = [...new Set([1, 3, 5, 8, 10, 15, 20, 30, best])]
    .filter((count) => count <= Math.max(1, all))
    .sort((a, b) => a - b)
    .map((count) => ({ value: String(count), label: String(count) }));
  const kept = KEPT.filter((name) => search.has(name));
  const rest = new URLSearchParams(kept.map((name) => [name, search.get(name)!])).toString();
  return (
    <Form method="get" className="no-print mt-4" key={JSON.stringify([filter, best])} preventScrollReset>
      <fieldset>
        <legend className="sr-only">{t("filter.title")}</legend>
        {kept.map((name) => (
          <input key={name} type="hidden" name={name} value={search.get(name)!} />
        ))}
        <div className="grid items-end gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_auto_auto_auto]">
          <TextField label={t("filter.name")} name="name" defaultValue={filter.name} type="search" />
          <SelectField label={t("filter.best")} name="best" defaultValue={String(best)} options={choices} />
          {(["flagged", "differing"] as const).map((name) => (
            <label key={name} className="flex min-h-[48px] items-center gap-3">
              <input
                type="checkbox"
                name={name}
                defaultChecked={filter[name]}
                className="h-5 w-5 shrink-0 accent-(--color-accent)"
              />
              {t(`filter.${name}`)}
            </label>
          ))}
          <button className="button button-plain">{t("filter.show")}</button>
        </div>
      </fieldset>
      {isFiltered(filter) ? (
        <p className="mt-2" role="status">
          {shown === 0 ? t("filter.nothing") : t("filter.shown", { shown, all })}{" "}
          <Link
            to={rest === "" ? "." : `?${rest}`}
            preventScrollReset
            className="inline-flex min-h-[44px] items-center"
          >
            {t("filter.clear")}
          </Link>
        </p>
      ) : null}
    </Form>
  );
}
