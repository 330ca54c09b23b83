import type postgres from "postgres";

/** Whether the database answers within two seconds. */
export async function ping(sql: postgres.Sql, patience = 2000): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(false), patience);
  });
  const asked = sql`select 1`.then(
    () => true,
    () => false,
  );
  const there = await Promise.race([asked, late]);
  clearTimeout(timer);
  return there;
}
