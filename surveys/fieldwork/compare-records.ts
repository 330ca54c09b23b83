/** One field of a record beside the same field of another. */
export interface ComparedField {
  /** "disposition", "completedAt", … or, of a questionnaire, the question's name. */
  name: string;
  isAnswer: boolean;
  value: unknown;
  /** Undefined: the other record lacks it, or there is none. */
  other: unknown;
  differs: boolean;
}

/** What names the record rather than says anything. */
const NAMES = new Set(["id", "cityId", "waveId", "answers", "paradata", "photos"]);

type Fields = Readonly<Record<string, unknown>>;

/**
 * Two records field by field: those of this one in its order, then what only the other has; a questionnaire's answers
 * last. What is absent and what is null are alike.
 *
 * @param other  null: there is nothing to compare with, and nothing differs
 */
export function compareRecords(fields: Fields, other: Fields | null): ComparedField[] {
  const answers = compare(answersOf(fields), other ? answersOf(other) : null, true);
  return [...compare(fields, other, false).filter(({ name }) => !NAMES.has(name)), ...answers];
}

function compare(fields: Fields, other: Fields | null, isAnswer: boolean): ComparedField[] {
  const names = [...new Set([...Object.keys(fields), ...Object.keys(other ?? {})])];
  return names.flatMap((name) => {
    const value = fields[name] ?? undefined;
    const theirs = other?.[name] ?? undefined;
    if (value === undefined && theirs === undefined) return [];
    const differs = other !== null && JSON.stringify(value) !== JSON.stringify(theirs);
    return [{ name, isAnswer, value, other: theirs, differs }];
  });
}

function answersOf({ answers }: Fields): Fields {
  return typeof answers === "object" && answers !== null && !Array.isArray(answers)
    ? (answers as Fields)
    : {};
}
