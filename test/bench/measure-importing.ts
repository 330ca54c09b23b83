import { randomUUID } from "node:crypto";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { v7 as uuidv7 } from "uuid";
import { startCheck, startImport } from "#app/frame/run-upload.server.ts";
import { connect, type Connection } from "#db/client.ts";
import { addUpload, findUpload } from "#db/queries/frame-uploads.ts";
import { cities, districts, type UploadKind, users } from "#db/schema/index.ts";

export interface ImportingFigures {
  rows: number;
  megabytes: number;
  checkSeconds: number;
  importSeconds: number;
  /** The same list once more, where nothing changes. */
  againSeconds: number;
  /** The longest that a request could have had to wait for the work. */
  longestPauseMs: number;
}

const COMMUNITIES = 200;
const STREETS = 20;

/** Seconds from an uploaded list of dwellings to the outcome of its check, and from there to all of them imported. */
export async function measureImporting(databaseUrl: string, rows: number): Promise<ImportingFigures> {
  const connection = connect(databaseUrl);
  try {
    return await measure(connection, rows);
  } finally {
    await connection.close();
  }
}

async function measure({ db, sql }: Connection, rows: number): Promise<ImportingFigures> {
  const [cityId, districtId, userId] = [uuidv7(), uuidv7(), uuidv7()];
  await db.insert(cities).values({ id: cityId, code: randomUUID(), nameZh: "城", nameEn: "City" });
  await db.insert(districts).values({ cityId, id: districtId, code: "D", nameZh: "区", nameEn: "District" });
  await db.insert(users).values({ cityId, id: userId, login: "a", name: "a", passwordHash: "-" });

  async function run(kind: UploadKind, text: string): Promise<[checked: number, imported: number]> {
    const id = uuidv7();
    const body = new TextEncoder().encode(text);
    const upload = { cityId, id, districtId, kind, body, uploadedBy: userId, fileName: "list.csv" };
    await addUpload(db, { ...upload, sha256: new Uint8Array(32), state: "checking" });
    const from = performance.now();
    await (
      await startCheck(db, cityId, (await findUpload(db, cityId, id))!)
    ).ended;
    const between = performance.now();
    await (
      await startImport(db, cityId, (await findUpload(db, cityId, id))!, userId)
    ).ended;
    const outcome = (await findUpload(db, cityId, id))!;
    if (outcome.state !== "imported") throw new Error(`a list of ${kind} was not imported: ${outcome.state}`);
    return [between - from, performance.now() - between];
  }

  await run(
    "streets",
    list("code,name", STREETS, (i) => `S${i},Street ${i}`),
  );
  const community = (i: number) => `S${i % STREETS},C${i},Community ${i},500`;
  await run("communities", list("street,code,name,households", COMMUNITIES, community));
  const homes = list(
    "社区代码,序号,地址",
    rows,
    (i) => `C${i % COMMUNITIES},${Math.floor(i / COMMUNITIES) + 1},柳岸路${i}号3单元${(i % 30) + 101}室`,
  );
  const pauses = monitorEventLoopDelay({ resolution: 5 });
  pauses.enable();
  const [check, all] = await run("dwellings", homes);
  pauses.disable();
  const [checkAgain, allAgain] = await run("dwellings", homes);
  const [row] = await sql`select count(*)::int as n from dwellings where city_id = ${cityId}`;
  if (row!.n !== rows) throw new Error(`${rows} dwellings were imported, ${row!.n} are there`);
  return {
    rows,
    megabytes: Buffer.byteLength(homes) / 1e6,
    checkSeconds: check / 1000,
    importSeconds: all / 1000,
    againSeconds: (checkAgain + allAgain) / 1000,
    longestPauseMs: pauses.max / 1e6,
  };
}

const list = (headings: string, rows: number, row: (i: number) => string) =>
  [headings, ...Array.from({ length: rows }, (_, i) => row(i))].join("\n");
