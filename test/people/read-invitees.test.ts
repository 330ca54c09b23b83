import { expect, test } from "vitest";
import { chooseLogin } from "#app/people/choose-login.ts";
import { readInvitees } from "#app/people/read-invitees.ts";

const LIST = [
  { line: 1, name: "李明", login: "li.ming" },
  { line: 2, name: "王芳", login: null },
];

test.each([
  ["commas", "李明,li.ming\n王芳"],
  ["Chinese commas and spaces", " 李明 ， li.ming \n王芳，"],
  ["tabs, as a spreadsheet copies", "李明\tli.ming\t\n王芳\t\n"],
  ["quotation marks", '"李明","li.ming"\n"王芳"'],
])("a list with %s is read", (_, text) => {
  expect(readInvitees(text)).toEqual({ people: LIST, problems: [] });
});

test("headings and empty lines are passed over, and lines keep their numbers", () => {
  const { people, problems } = readInvitees("\n姓名\t登录名\n\n李明\tli.ming\n \t \n王芳\n");
  expect(problems).toEqual([]);
  expect(people.map(({ line, name }) => [line, name])).toEqual([
    [4, "李明"],
    [6, "王芳"],
  ]);
  expect(readInvitees(" \n\n")).toEqual({ people: [], problems: [] });
});

test("every line that cannot be read is told with its number and its reason", () => {
  const text = ["李明,Li Ming", ",x1", "王芳,wang", "赵云,wang", "钱,a1,b1", "x".repeat(101)].join("\n");
  const { people, problems } = readInvitees(text);
  expect(people).toEqual([{ line: 3, name: "王芳", login: "wang" }]);
  expect(problems).toEqual([
    { line: 1, problem: "login", text: "Li Ming" },
    { line: 2, problem: "name" },
    { line: 4, problem: "same", text: "wang", other: 3 },
    { line: 5, problem: "columns" },
    { line: 6, problem: "name" },
  ]);
});

test("a quotation mark that is never closed, and a name of two lines, are told where they begin", () => {
  expect(readInvitees('李明\n"王芳\n赵云').problems).toEqual([{ line: 2, problem: "quote" }]);
  expect(readInvitees('李明\n"王\n芳"\n赵\tx').problems).toEqual([
    { line: 2, problem: "name" },
    { line: 4, problem: "login", text: "x" },
  ]);
});

test("a name in Latin letters becomes the login, any other the role's letter and a number that is free", () => {
  const taken = new Set(["li.ming", "li.ming.2", "v001", "v003"]);
  const choose = (name: string, role: "volunteer" | "analyst" = "volunteer") =>
    chooseLogin(name, role, (login) => taken.has(login));
  expect(choose("Li Ming")).toBe("li.ming.3");
  expect(choose("Zoë O’Brien-Núñez")).toBe("zoe.o.brien.nunez");
  expect(choose("李明")).toBe("v002");
  expect(choose("李明", "analyst")).toBe("a001");
  expect(choose("X")).toBe("v002");
  expect(choose("Ann 李")).toBe("v002");
  expect(choose("a".repeat(100))).toHaveLength(56);
});
