import {
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  timingSafeEqual,
} from "node:crypto";
import { z } from "zod";
import type { Database } from "#db/client.ts";
import { readCopyKeys } from "#db/queries/copy-keys.ts";
import { findTabletSecret } from "#db/queries/tablet-secret.ts";
import { RECORD_KINDS } from "#db/schema/records.ts";
import { COPY_FORMAT } from "#app/field/vault/copy-out.ts";

const fileShape = z.object({
  format: z.literal(COPY_FORMAT),
  version: z.literal(1),
  cityId: z.uuid(),
  keyId: z.uuid(),
  key: z.base64(),
  sealed: z.base64(),
});
const signedShape = z.object({ content: z.string(), signature: z.base64().nullable() });
const contentShape = z.object({
  madeAt: z.iso.datetime(),
  deviceId: z.uuid(),
  userId: z.uuid(),
  secretId: z.uuid().nullable(),
  records: z.array(z.object({ kind: z.enum(RECORD_KINDS), bytes: z.base64() })).max(20_000),
});

export interface OpenedCopy extends z.infer<typeof contentShape> {
  /** Whose signature it carries; null: it may be anybody's, whatever it says. */
  makerId: string | null;
}

export type CopyProblem = "not-a-copy" | "other-city" | "damaged";

/** Unlocks a copy that a tablet made by hand, and finds out who made it. */
export async function openCopy(
  db: Database,
  cityId: string,
  text: string,
): Promise<OpenedCopy | { problem: CopyProblem }> {
  const file = fileShape.safeParse(parse(text));
  if (!file.success) return { problem: "not-a-copy" };
  const keys = await readCopyKeys(db, cityId);
  if (file.data.cityId !== cityId || file.data.keyId !== keys.id) return { problem: "other-city" };
  const signed = signedShape.safeParse(parse(unlock(file.data, Buffer.from(keys.privateKey))));
  const content = contentShape.safeParse(parse(signed.data?.content));
  if (!signed.success || !content.success) return { problem: "damaged" };
  const { secretId } = content.data;
  const kept = secretId ? await findTabletSecret(db, cityId, secretId) : undefined;
  const isTheirs =
    kept?.userId === content.data.userId &&
    isSignedBy(kept.secret, signed.data.content, signed.data.signature ?? "");
  return { ...content.data, makerId: isTheirs ? kept.userId : null };
}

function parse(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}

function unlock(file: z.infer<typeof fileShape>, privateKey: Buffer): string | null {
  try {
    const about = `${COPY_FORMAT}/${file.cityId}/${file.keyId}`;
    const shared = diffieHellman({
      privateKey: createPrivateKey({ key: privateKey, format: "der", type: "pkcs8" }),
      publicKey: createPublicKey({ key: Buffer.from(file.key, "base64"), format: "der", type: "spki" }),
    });
    const key = Buffer.from(hkdfSync("sha256", shared, "", about, 32));
    const whole = Buffer.from(file.sealed, "base64");
    const decipher = createDecipheriv("aes-256-gcm", key, whole.subarray(0, 12));
    decipher.setAAD(Buffer.from(about));
    decipher.setAuthTag(whole.subarray(-16));
    return Buffer.concat([decipher.update(whole.subarray(12, -16)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}

function isSignedBy(secret: Uint8Array, content: string, signature: string): boolean {
  const right = createHmac("sha256", secret).update(content).digest();
  const given = Buffer.from(signature, "base64");
  return given.length === right.length && timingSafeEqual(given, right);
}
