import type { TFunction } from "i18next";
import type { Language } from "#surveys/vocabulary.ts";
import { shorten } from "./shorten.ts";
import type { UnitFile } from "./unit-file.ts";
import { codedTexts, unitVariables, type UnitVariable } from "./unit-labels.ts";

/** Bytes that SPSS takes for the label of a variable and of a value. */
const VARIABLE = 250;
const VALUE = 120;

const spssText = (text: string, most: number) => `'${shorten(text, most).replaceAll("'", "''")}'`;
/** A comment ends at a full stop at the end of a line. */
const comment = (text: string) => `* ${text.replace(/\s+/g, " ").replace(/\.$/, "")} .`;
const FORMATS: Readonly<Record<UnitVariable["type"], string>> = {
  text: "A120",
  whole: "F8.0",
  number: "F20.12",
};

/** SPSS syntax that reads the file of interviews and names its variables and their values. */
export function spssSyntax(file: UnitFile, csvName: string, language: Language, t: TFunction): string {
  const variables = unitVariables(file, language, t);
  const coded = codedTexts(t);
  const labels = [...variables, ...coded].map(({ name, label }) => `  ${name} ${spssText(label, VARIABLE)}`);
  const valuesOf = (name: string, values: readonly (readonly [number, string])[]) =>
    `  ${name}\n${values.map(([value, label]) => `    ${value} ${spssText(label, VALUE)}`).join("\n")}`;
  const values = [
    ...variables.flatMap(({ name, values }) => (values?.length ? [valuesOf(name, values)] : [])),
    ...coded.map(({ name, values }) =>
      valuesOf(
        name,
        values.map(({ label }, i) => [i + 1, label]),
      ),
    ),
  ];
  const { wave } = file;
  return [
    comment(`${wave.name.zh} / ${wave.name.en} (${wave.code})`),
    comment(t("data:spss.intro")),
    "SET DECIMAL=DOT.",
    `GET DATA /TYPE=TXT /FILE=${spssText(csvName, VARIABLE)} /ENCODING='UTF8'`,
    '  /ARRANGEMENT=DELIMITED /DELCASE=LINE /DELIMITERS="," /QUALIFIER=\'"\' /FIRSTCASE=2',
    `  /VARIABLES=\n${variables.map(({ name, type }) => `    ${name} ${FORMATS[type]}`).join("\n")}.`,
    ...coded.map(
      ({ from, name, values }) =>
        `RECODE ${from} ${values.map(({ text }, i) => `('${text}'=${i + 1})`).join(" ")} INTO ${name}.`,
    ),
    `FORMATS ${coded.map(({ name }) => name).join(" ")} (F2.0).`,
    `VARIABLE LABELS\n${labels.join("\n  /")}.`,
    `VALUE LABELS\n${values.join("\n  /")}.`,
    comment(t("data:spss.weight")),
    "WEIGHT BY weight_final.",
    "EXECUTE.",
    "",
  ].join("\n");
}
