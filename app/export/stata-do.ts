import type { TFunction } from "i18next";
import type { Language } from "#surveys/vocabulary.ts";
import { shorten } from "./shorten.ts";
import type { UnitFile } from "./unit-file.ts";
import { codedTexts, unitVariables } from "./unit-labels.ts";

/** Bytes that Stata takes for the label of a variable, and what is sensible for a value. */
const VARIABLE = 240;
const VALUE = 240;
/** Letters of a variable's label. */
const LETTERS = 80;

/** A text between compound quotes: no macro is filled in, and nothing in it ends the text. */
function stataText(text: string, most: number): string {
  const safe = shorten(text, most)
    .replaceAll("`", "'")
    .replaceAll(`"'`, `" '`)
    .replaceAll("\\", "/")
    .replaceAll("$", "\\$");
  return `\`"${safe}${safe.endsWith('"') ? " " : ""}"'`;
}

const comment = (text: string) =>
  `* ${text.replace(/\s+/g, " ").replaceAll("/*", "/ *").replaceAll("//", "/ /")}`;

/** A Stata do-file that reads the file of interviews, names its variables and their values, and sets the design. */
export function stataDo(file: UnitFile, csvName: string, language: Language, t: TFunction): string {
  const variables = unitVariables(file, language, t);
  const coded = codedTexts(t);
  const places = (type: (kind: string) => boolean) =>
    variables.flatMap((variable, i) => (type(variable.type) ? [i + 1] : [])).join(" ");
  const valueLabels = (name: string, values: readonly (readonly [number, string])[]) => [
    ...values.map(([value, label]) => `label define ${name} ${value} ${stataText(label, VALUE)}, modify`),
    `label values ${name} ${name}`,
  ];
  const variableLabel = ({ name, label }: { name: string; label: string }) =>
    `label variable ${name} ${stataText([...label].slice(0, LETTERS).join(""), VARIABLE)}`;
  const { wave } = file;
  return [
    comment(`${wave.name.zh} / ${wave.name.en} (${wave.code})`),
    comment(t("data:stata.intro")),
    "version 14",
    `import delimited using ${stataText(csvName, VARIABLE)}, varnames(1) case(preserve) encoding("utf-8") ///`,
    `  stringcols(${places((type) => type === "text")}) numericcols(${places((type) => type !== "text")}) asdouble clear`,
    comment(t("data:stata.mark")),
    "ds",
    "local first : word 1 of `r(varlist)'",
    'if "`first\'" != "id" rename `first\' id',
    ...coded.flatMap(({ from, name, values }) => [
      `generate byte ${name} = .`,
      ...values.map(({ text }, i) => `replace ${name} = ${i + 1} if ${from} == "${text}"`),
    ]),
    ...[...variables, ...coded].map(variableLabel),
    ...variables.flatMap(({ name, values }) => (values?.length ? valueLabels(name, values) : [])),
    ...coded.flatMap(({ name, values }) =>
      valueLabels(
        name,
        values.map(({ label }, i) => [i + 1, label]),
      ),
    ),
    comment(t("data:stata.design")),
    "egen long stratum_id = group(mode stratum)",
    "egen long psu_id = group(mode stratum psu)",
    "svyset psu_id [pweight = weight_final], strata(stratum_id)",
    "",
  ].join("\n");
}
