import type { TFunction } from "i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import { rComment, rNamed, rNumbers, rText, rTexts, rTruths } from "./r-text.ts";
import ESTIMATION from "./shares-by-street.R?raw";
import type { UnitFile } from "./unit-file.ts";

/**
 * An R script that reads the interviews of a wave and prints the shares by street which the page shows, by way of
 * asking and combined, with standard errors and degrees of freedom.
 *
 * @param csvName  of the file with the interviews, in the same folder
 * @param t        comments in the reader's language
 */
export function rScript(file: UnitFile, csvName: string, t: TFunction): string {
  const { wave, items, streets, level, margins, silent } = file;
  const isRaked = !isWithheld(margins);
  const note = (key: string) => rComment(t(`data:r.${key}`));
  const parts = [
    rComment(`${wave.name.zh} / ${wave.name.en} (${wave.code})`),
    note("intro"),
    note("needs"),
    "library(survey)",
    `file <- ${rText(csvName)}`,
    note("dontKnow"),
    'dont_know <- "sheet"',
    `lambda <- ${wave.lambda}`,
    `level <- ${level}`,
    `items <- data.frame(
variable = ${rTexts(items.map(({ variable }) => variable))},
weight = ${rNumbers(items.map(({ weight }) => weight))},
dont_know_is_zero = ${rTruths(items.map(({ dontKnowIsZero }) => dontKnowIsZero))}
)`,
    `streets <- data.frame(
code = ${rTexts(streets.map(({ code }) => code))},
name_zh = ${rTexts(streets.map(({ name }) => name.zh))},
name_en = ${rTexts(streets.map(({ name }) => name.en))}
)`,
    note("margins"),
    ...(isRaked
      ? [`population_street <- ${rNamed(margins.street)}`, `population_age_sex <- ${rNamed(margins.ageSex)}`]
      : [
          note("notRaked"),
          rComment(withheldSentence(margins, t)),
          "population_street <- NULL",
          "population_age_sex <- NULL",
        ]),
    note("silent"),
    `silent <- data.frame(
mode = ${rTexts(silent.map(({ mode }) => mode))},
stratum = ${rTexts(silent.map(({ stratum }) => stratum))},
psu = ${rTexts(silent.map(({ psu }) => psu))}
)`,
    ESTIMATION,
  ];
  return `${parts.join("\n")}\n`;
}
