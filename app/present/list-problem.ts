import type { TFunction } from "i18next";
import { FRAME_COLUMNS } from "#surveys/frames/frame-columns.ts";
import type { FrameKind, FrameProblem } from "#surveys/frames/frame-kinds.ts";
import type { Language } from "#surveys/vocabulary.ts";

/** What is wrong with a row of a list and what to do about it, in the reader's language. */
export function listProblem(
  { code, values }: FrameProblem,
  kind: FrameKind,
  language: Language,
  t: TFunction<"frame">,
): string {
  const { key, dayType, ...others } = values;
  const column = FRAME_COLUMNS[kind].find((each) => each.key === key);
  const both = column ? (language === "en" ? [column.en, column.zh] : [column.zh, column.en]) : [];
  const names = both.flatMap((list) => list.slice(0, 3));
  const sentence: unknown = t(
    `problem.${code}` as never,
    {
      ...others,
      key: column ? (language === "en" ? column.en : column.zh)[0] : key,
      names: new Intl.ListFormat(language, { type: "disjunction" }).format(names),
      dayType: dayType ? t(`word.${dayType}` as never) : undefined,
    } as never,
  );
  return String(sentence);
}

/** The name of a column as its template has it. */
export function columnName(kind: FrameKind, key: string, language: Language): string {
  const column = FRAME_COLUMNS[kind].find((each) => each.key === key);
  return column ? (language === "en" ? column.en : column.zh)[0]! : key;
}
