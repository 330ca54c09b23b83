import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { connect } from "#db/client.ts";
import { createBlankDatabase } from "#test/set-up/database.ts";

test("a NULL in an array of numbers is read as null, never as NaN", async () => {
  const database = await createBlankDatabase();
  const { db, close } = connect(database.url);
  const rows =
    await db.execute(sql`select '{1,null,-2}'::smallint[] as codes, '{null,0.6,1e-7}'::float8[] as scores,
    '{}'::int[] as none, null::float8[] as absent, ${"{1,NULL}"}::smallint[] as sent`);
  await close();
  await database.close();
  expect([...rows]).toEqual([
    { codes: [1, null, -2], scores: [null, 0.6, 1e-7], none: [], absent: null, sent: [1, null] },
  ]);
});
