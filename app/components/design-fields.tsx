import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DesignInputs, Known, NumberName } from "#app/design/design-inputs.ts";
import { NUMBERS } from "#app/design/design-inputs.ts";
import { formatNumber } from "#app/present/format-share.ts";
import type { Named } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { FieldError } from "./text-field.tsx";

export interface NumberContext {
  inputs: DesignInputs;
  problems: readonly string[];
  typed: Readonly<Record<string, string>>;
  known: Known;
  knownFrom: Named | null;
}

interface DesignNumberProps {
  name: NumberName | "lambda";
  unit?: string | undefined;
  /** In which the truth may well lie. */
  range?: readonly [number, number] | null | undefined;
  context: NumberContext;
}

/** A number with its label before it, in a line where there is room; its hint says where the default comes from. */
export function DesignNumber({ name, unit, range, context }: DesignNumberProps) {
  const { inputs, problems, typed, known } = context;
  const { t } = useTranslation("design");
  const language = useLanguage();
  const id = useId();
  const wrong = problems.includes(name);
  const isKnown = name !== "lambda" && known[name] !== undefined && known[name] === inputs[name];
  const hint = [
    t(`hint.${name}`, { defaultValue: "" }),
    isKnown ? t("fromLast") : "",
    range
      ? t("range", { low: formatNumber(range[0], language, 2), high: formatNumber(range[1], language, 2) })
      : "",
  ]
    .filter(Boolean)
    .join(language === "en" ? " " : "");
  const limits = name === "lambda" ? { least: 0, most: 1 } : NUMBERS[name];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3">
      <label htmlFor={id}>{t(`number.${name}`)}</label>
      <span className="flex items-center gap-2">
        <input
          id={id}
          name={name}
          defaultValue={typed[name] ?? inputs[name] ?? ""}
          inputMode="decimal"
          autoComplete="off"
          className="input w-[5.5rem]! text-right"
          aria-invalid={wrong ? true : undefined}
          aria-describedby={
            [hint ? `${id}-hint` : "", wrong ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined
          }
        />
        <span className="w-[2rem] text-ink-soft">{unit ?? ""}</span>
      </span>
      {hint ? (
        <p id={`${id}-hint`} className="col-span-2 mt-1 text-[0.875rem] text-ink-soft">
          {hint}
        </p>
      ) : null}
      <div className="col-span-2">
        <FieldError
          id={`${id}-error`}
          error={
            wrong
              ? t("problem.number", {
                  least: formatNumber(limits.least, language, limits.least % 1 === 0 ? 0 : 1),
                  most: formatNumber(limits.most, language),
                })
              : null
          }
        />
      </div>
    </div>
  );
}

interface ChoiceFieldProps {
  name: string;
  value: string;
  chosen: string;
  label: string;
  children: ReactNode;
}

/** One of several ways, with what belongs to it below. */
export function ChoiceField({ name, value, chosen, label, children }: ChoiceFieldProps) {
  return (
    <div>
      <label className="flex min-h-[48px] items-center gap-3">
        <input
          type="radio"
          name={name}
          value={value}
          defaultChecked={chosen === value}
          className="h-5 w-5 shrink-0 accent-(--color-accent)"
        />
        {label}
      </label>
      <div className="ml-[10px] grid gap-2 border-l-2 border-line pl-5">{children}</div>
    </div>
  );
}
