import type { TFunction } from "i18next";
import { AGE_BANDS, type Language, MODES, SEXES } from "#surveys/vocabulary.ts";
import { DONT_KNOW, REFUSED } from "#surveys/scoring-sheet.ts";
import { UNIT_COLUMNS, type UnitFile } from "./unit-file.ts";

/** A column of the file as statistics programs want it described. */
export interface UnitVariable {
  name: string;
  label: string;
  type: "text" | "whole" | "number";
  /** Of numbers: what they stand for. */
  values?: readonly (readonly [number, string])[];
}

/** A column of words, and the numbers that a program makes of them so that they can have labels. */
export interface CodedText {
  from: string;
  name: string;
  label: string;
  values: readonly { text: string; label: string }[];
}

const TYPES: Readonly<Record<string, UnitVariable["type"]>> = {
  street: "whole",
  weight_base: "number",
  weight_final: "number",
};

/** Every column with its label and its values' labels, in the file's order and the reader's language. */
export function unitVariables(file: UnitFile, language: Language, t: TFunction): UnitVariable[] {
  const of = ({ zh, en }: { zh: string; en: string }) => (language === "en" ? en : zh);
  const unsaid: [number, string][] = [
    [DONT_KNOW, t("data:units.dontKnow")],
    [REFUSED, t("data:units.refused")],
  ];
  return [
    ...UNIT_COLUMNS.map((name): UnitVariable => {
      const variable = { name, label: t(`data:units.column.${name}`), type: TYPES[name] ?? "text" };
      if (name !== "street") return variable;
      return { ...variable, values: file.streets.map((street, i) => [i + 1, of(street.name)]) };
    }),
    ...file.items.flatMap(({ variable, title, options }): UnitVariable[] => [
      {
        ...{ name: variable, label: of(title), type: "whole" },
        values: [...options.map(({ label }, i): [number, string] => [i + 1, of(label)]), ...unsaid],
      },
      {
        ...{ name: `${variable}_score`, type: "number" },
        label: t("data:units.score", { question: of(title) }),
      },
    ]),
  ];
}

/** The columns whose words are few and known. */
export function codedTexts(t: TFunction): CodedText[] {
  const coded = (from: string, texts: readonly string[], label: (text: string) => string): CodedText => ({
    ...{ from, name: `${from}_code`, label: t(`data:units.column.${from}`) },
    values: texts.map((text) => ({ text, label: label(text) })),
  });
  return [
    coded("mode", MODES, (mode) => t(`waves:mode.${mode}`)),
    coded("age_band", AGE_BANDS, (band) => band),
    coded("sex", SEXES, (sex) => t(`data:units.sex.${sex}`)),
  ];
}
