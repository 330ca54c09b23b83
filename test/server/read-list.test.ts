import { deflateRawSync } from "node:zlib";
import writeExcelFile from "write-excel-file/node";
import { expect, test } from "vitest";
import { checkZip } from "#app/frame/check-zip.server.ts";
import { readList } from "#app/frame/read-list.server.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const rowsOf = async (bytes: Uint8Array) => {
  const reading = await readList(bytes, "rows");
  return "rows" in reading ? [reading.encoding, reading.rows.filter((row) => row.join("") !== "")] : reading;
};
const codeOf = async (bytes: Uint8Array, wants: "rows" | "json" = "rows") => {
  const reading = await readList(bytes, wants);
  return "problem" in reading ? reading.problem.code : null;
};

const ROWS = [
  ["街道代码", "中文名称"],
  ["S1", "临溪街道"],
];

test("UTF-8 with and without a mark, UTF-16 of both orders and GB18030 are read alike", async () => {
  const text = "街道代码,中文名称\r\nS1,临溪街道\r\n";
  expect(await rowsOf(utf8(text))).toEqual(["UTF-8", ROWS]);
  expect(await rowsOf(utf8(`\ufeff${text}`))).toEqual(["UTF-8", ROWS]);
  const little = Buffer.from(`\ufeff${text}`, "utf16le");
  expect(await rowsOf(little)).toEqual(["UTF-16", ROWS]);
  expect(await rowsOf(Buffer.from(little).swap16())).toEqual(["UTF-16", ROWS]);
  // "街道代码,中文名称\nS1,临溪街道" as Excel writes it on a Chinese Windows.
  const gb = "bdd6b5c0b4fac2eb2cd6d0cec4c3fbb3c60a53312cc1d9cfaabdd6b5c00a";
  expect(await rowsOf(Buffer.from(gb, "hex"))).toEqual(["GB18030", ROWS]);
});

test("tabs and semicolons separate as commas do; quoted text may hold them and line ends", async () => {
  expect(await rowsOf(utf8("街道代码\t中文名称\nS1\t临溪街道\n"))).toEqual(["UTF-8", ROWS]);
  expect(await rowsOf(utf8("街道代码;中文名称\nS1;临溪街道\n"))).toEqual(["UTF-8", ROWS]);
  expect(await rowsOf(utf8('a,b\n"1,2","3\n4"\n'))).toEqual([
    "UTF-8",
    [
      ["a", "b"],
      ["1,2", "3\n4"],
    ],
  ]);
});

test("a file that is no list is refused by what it is", async () => {
  expect(await codeOf(utf8(""))).toBe("empty-file");
  expect(await codeOf(utf8(" \n\n"))).toBe("empty-file");
  expect(await codeOf(utf8("%PDF-1.7 …"))).toBe("not-a-list");
  expect(await codeOf(Buffer.from("d0cf11e0a1b11ae1", "hex"))).toBe("old-excel");
  expect(await codeOf(Buffer.from("504b0304ffffff", "hex"))).toBe("not-xlsx");
  expect(await codeOf(Buffer.from("ff80ff80ff", "hex"))).toBe("unknown-encoding");
  expect(await codeOf(utf8('a,b\n1,"2\n3,4\n'))).toBe("open-quote");
  expect(await codeOf(utf8("{"), "json")).toBe("not-json");
});

test("a workbook gives its first sheet: numbers, days and times as text, a formula as nothing but its value", async () => {
  const cells = [
    [{ value: "代码" }, { value: "日期" }, { value: "户数" }, { value: "公式" }],
    [
      { value: "S1" },
      { value: new Date("2026-01-01T00:00:00Z"), type: Date, format: "yyyy-mm-dd" },
      { value: 12, type: Number },
      { value: "=1+2", type: "Formula" },
    ],
  ];
  const made = await writeExcelFile(cells as never).toBuffer();
  expect(await rowsOf(made)).toEqual([
    "XLSX",
    [
      ["代码", "日期", "户数", "公式"],
      ["S1", "2026-01-01", "12", ""],
    ],
  ]);
});

test("an archive that unpacks to more than it may is found out without believing what it says of itself", async () => {
  const packed = deflateRawSync(Buffer.alloc(50_000_000));
  const name = Buffer.from("xl/worksheets/sheet1.xml");
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(10, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(10, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  const zip = Buffer.concat([local, name, packed, entry, name, end]);
  expect(zip.length).toBeLessThan(100_000);
  expect(await checkZip(zip, 1_000_000)).toBe("too-big");
  expect(await checkZip(zip, 60_000_000)).toBe("fits");
  expect(await checkZip(zip.subarray(0, 1000), 1_000_000)).toBe("damaged");
});
