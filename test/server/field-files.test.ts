import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { drawIcon, ICONS } from "#app/server/field-app/draw-icon.ts";
import { allFieldFiles, fieldPages, filesAtOnce } from "#app/server/field-app/field-files.ts";

const ROUTE = "?__remix-build-client-route";
const MANIFEST = {
  "app/entry.client.tsx": { file: "entry.js", imports: ["_shared.js"], dynamicImports: ["desk-words"] },
  [`app/root.tsx${ROUTE}`]: { file: "root.js", assets: ["styles.css"] },
  [`app/routes/field.tsx${ROUTE}`]: { file: "field.js", imports: ["_lazy.js"], assets: ["field.css"] },
  [`app/routes/field.case.tsx${ROUTE}`]: { file: "case.js", imports: ["_shared.js"] },
  [`app/routes/fieldwork._index.tsx${ROUTE}`]: { file: "fieldwork.js" },
  [`app/routes/api.field.work.ts${ROUTE}`]: { file: "work.js" },
  "_shared.js": { file: "shared.js", imports: ["_lazy.js"] },
  "_lazy.js": { file: "lazy.js", imports: ["_shared.js"], dynamicImports: ["runner"] },
  runner: { file: "runner.js", css: ["runner.css"] },
  "desk-words": { file: "desk-words.js" },
};

test("the tablet keeps its own pages' files with what they load later, and nothing of the desk", () => {
  const atOnce = [
    "case.js",
    "entry.js",
    "field.css",
    "field.js",
    "lazy.js",
    "root.js",
    "shared.js",
    "styles.css",
  ];
  expect(filesAtOnce(MANIFEST)).toEqual(atOnce);
  expect(allFieldFiles(MANIFEST)).toEqual([...atOnce, "runner.css", "runner.js"].sort());
});

const routes = {
  root: { id: "root", path: "" },
  "routes/field": { id: "routes/field", parentId: "root", path: "field" },
  "routes/field._index": { id: "routes/field._index", parentId: "routes/field" },
  "routes/field.case": { id: "routes/field.case", parentId: "routes/field", path: "case" },
  "routes/fieldwork._index": { id: "routes/fieldwork._index", parentId: "root", path: "fieldwork" },
};

test("every path of the tablet's room is kept once, and a path with a parameter stops the build", () => {
  expect(fieldPages(routes)).toEqual(["/field", "/field/case"]);
  const open = { id: "routes/field.$id", parentId: "routes/field", path: ":id" };
  expect(() => fieldPages({ ...routes, [open.id]: open })).toThrow("/field/:id must not have a parameter");
});

test("an icon is a picture of its size, full to the corners only where it may be cut, the same every time", () => {
  for (const icon of ICONS) {
    const png = Buffer.from(drawIcon(icon));
    expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([icon.size, icon.size]);
    const length = png.readUInt32BE(33);
    const rows = inflateSync(png.subarray(41, 41 + length));
    expect(rows).toHaveLength(icon.size * (4 * icon.size + 1));
    expect(rows[4]).toBe(icon.maskable ? 255 : 0);
    const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    expect(hash(drawIcon(icon))).toBe(hash(png));
  }
});
