import { checkScoringSheet } from "../scoring-sheet.ts";
import definition from "./civility-2026.json" with { type: "json" };
import sheet from "./civility-2026.sheet.json" with { type: "json" };

/** The questionnaire that every installation starts with. */
export const STANDARD_QUESTIONNAIRE = {
  code: "civility-2026",
  nameZh: "城市文明程度满意度调查",
  nameEn: "Civility satisfaction survey",
  definition,
  sheet: checkScoringSheet(sheet),
};
