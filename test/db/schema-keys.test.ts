import { getTableColumns, is } from "drizzle-orm";
import { getTableConfig, PgTable, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import * as schema from "#db/schema/index.ts";
import { TABLE_CLASSES } from "#db/schema/table-classes.ts";

const tables = Object.values(schema)
  .filter((value) => is(value, PgTable))
  .map((table) => ({ table, config: getTableConfig(table as PgTable) }));

const names = (columns: { name: string }[]) => columns.map((column) => column.name);

/** Every key of a table that its class does not allow, as sentences. */
function forbiddenKeys(config: ReturnType<typeof getTableConfig>, table: PgTable): string[] {
  const kind = TABLE_CLASSES[config.name];
  const wrong: string[] = [];
  const columnUniques = Object.values(getTableColumns(table)).filter((column) => column.isUnique);
  if (kind === "city") {
    const needsCity = [
      ...config.primaryKeys.map((key) => names(key.columns)),
      ...config.uniqueConstraints.map((key) => names(key.columns)),
      ...config.indexes
        .filter((index) => index.config.unique)
        .map((index) => index.config.columns.map((column) => ("name" in column ? String(column.name) : ""))),
      ...columnUniques.map((column) => [column.name]),
    ];
    for (const columns of needsCity) {
      if (!columns.includes("city_id"))
        wrong.push(`${config.name}: key (${columns.join(", ")}) lacks city_id`);
    }
    if (config.primaryKeys.length !== 1) wrong.push(`${config.name}: needs one composite primary key`);
  }
  for (const key of config.foreignKeys) {
    const { columns, foreignColumns, foreignTable } = key.reference();
    const target = getTableConfig(foreignTable).name;
    const targetKind = TABLE_CLASSES[target];
    const both = names(columns).includes("city_id") && names(foreignColumns).includes("city_id");
    if (kind === "city" && targetKind === "city" && !both)
      wrong.push(`${config.name} → ${target}: lacks city_id`);
    if (kind === "reference" && targetKind !== "reference")
      wrong.push(`${config.name} → ${target}: not allowed`);
    if (targetKind === "local" && kind !== "local") wrong.push(`${config.name} → ${target}: not allowed`);
    if (key.onDelete === "set null") wrong.push(`${config.name} → ${target}: set null would clear city_id`);
  }
  return wrong;
}

test("every table has a class and every class a table", () => {
  expect(tables.map(({ config }) => config.name).sort()).toEqual(Object.keys(TABLE_CLASSES).sort());
});

test.each(tables.map((entry) => [entry.config.name, entry] as const))(
  "%s has only keys that its class allows",
  (_name, { config, table }) => {
    expect(forbiddenKeys(config, table as PgTable)).toEqual([]);
  },
);

test("no table has a serial column, and every id is a uuid", () => {
  for (const { config } of tables) {
    for (const column of config.columns) {
      expect(column.getSQLType(), `${config.name}.${column.name}`).not.toMatch(/serial/);
      if (column.name === "id") expect(column.getSQLType(), config.name).toBe("uuid");
    }
  }
});

test("a city table with a key that leaves out the city is told apart", () => {
  const careless = pgTable("waves", { id: uuid("id").primaryKey(), slug: text("slug").unique() });
  expect(forbiddenKeys(getTableConfig(careless), careless)).toEqual([
    "waves: key (slug) lacks city_id",
    "waves: needs one composite primary key",
  ]);
});
