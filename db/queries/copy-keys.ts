import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "../client.ts";
import { copyKeys } from "../schema/index.ts";

const generate = promisify(generateKeyPair);

export interface CopyKeys {
  id: string;
  publicKey: Uint8Array;
  privateKey: Uint8Array;
}

/** The city's keys for copies made by hand; made when they are first asked for. */
export async function readCopyKeys(db: Database, cityId: string): Promise<CopyKeys> {
  const find = async () => (await db.select().from(copyKeys).where(eq(copyKeys.cityId, cityId)))[0];
  const known = await find();
  if (known) return known;
  const { publicKey, privateKey } = await generate("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "der" },
  });
  await db.insert(copyKeys).values({ cityId, id: uuidv7(), publicKey, privateKey }).onConflictDoNothing();
  return (await find())!;
}
