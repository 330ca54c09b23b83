import Papa from "papaparse";
import { LOGIN } from "./read-person.ts";

/** More belong into lists of a district each. */
export const MOST_INVITED = 200;

export interface ListedPerson {
  line: number;
  name: string;
  /** Null where the program chooses one. */
  login: string | null;
}

export interface LineProblem {
  line: number;
  problem: "name" | "login" | "columns" | "quote" | "same" | "taken" | "invited";
  /** What stands there. */
  text?: string;
  /** The line that has the same login. */
  other?: number;
}

const HEADINGS = new Set(["姓名", "名字", "name", "登录名", "login", "sign-in name"]);

/** The rows of a list with the line that each begins on, empty ones left out. */
function rowsOf(text: string): { line: number; cells: string[]; isBroken: boolean }[] {
  const delimiter = text.includes("\t") ? "\t" : ",";
  const source = delimiter === "\t" ? text : text.replace(/[，;；]/g, ",");
  const rows: ReturnType<typeof rowsOf> = [];
  let start = 0;
  let line = 1;
  Papa.parse<string[]>(source, {
    delimiter,
    newline: "\n",
    step({ data, errors, meta }) {
      const begins = line;
      line += source.slice(start, meta.cursor).split("\n").length - 1;
      start = meta.cursor;
      const cells = data.map((cell) => cell.trim());
      while (cells.at(-1) === "") cells.pop();
      if (cells.length > 0) rows.push({ line: begins, cells, isBroken: errors.length > 0 });
    },
  });
  return rows;
}

function problemOf(cells: readonly string[], isBroken: boolean): Omit<LineProblem, "line"> | null {
  const [name = "", login = ""] = cells;
  if (isBroken) return { problem: "quote" };
  if (cells.length > 2) return { problem: "columns" };
  if (name === "" || name.length > 100 || name.includes("\n")) return { problem: "name" };
  if (login !== "" && !LOGIN.test(login)) return { problem: "login", text: login.slice(0, 40) };
  return null;
}

/**
 * Whom a typed or pasted list names: one a line, a name or a name and a login, separated by a tab (as a spreadsheet copies)
 * or a comma. A first line of headings is passed over.
 */
export function readInvitees(text: string): { people: ListedPerson[]; problems: LineProblem[] } {
  const rows = rowsOf(text);
  if (rows[0]?.cells.every((cell) => HEADINGS.has(cell.toLowerCase()))) rows.shift();
  const people: ListedPerson[] = [];
  const problems: LineProblem[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, cells, isBroken } of rows) {
    const [name = "", login = ""] = cells;
    const problem = problemOf(cells, isBroken);
    const other = lineOf.get(login);
    if (problem) problems.push({ line, ...problem });
    else if (other !== undefined) problems.push({ line, problem: "same", text: login, other });
    else people.push({ line, name, login: login || null });
    if (login !== "" && other === undefined) lineOf.set(login, line);
  }
  return { people, problems };
}
