import type { FieldStore } from "../open-store.ts";
import { isUnsent, readRecords } from "../outbox.ts";
import { deviceId } from "../settings.ts";
import type { FieldWork } from "../work-types.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { openVaultOf } from "./open-vault.ts";
import { sealBytes } from "./seal.ts";

export const COPY_FORMAT = "wenjie-unsent";

/** A file with everything unsent of one volunteer, for a tablet that cannot get online. Only the city's server reads it. */
export interface CopyFile {
  format: typeof COPY_FORMAT;
  version: 1;
  cityId: string;
  keyId: string;
  /** Public half of a pair made for this file (P-256, SubjectPublicKeyInfo); with the city's it gives the AES key. */
  key: string;
  /** IV and ciphertext of `SignedCopy`. */
  sealed: string;
}

export interface SignedCopy {
  /** JSON of `CopyContent`, as signed. */
  content: string;
  /** HMAC-SHA-256 with the secret that the server keeps for this volunteer on this tablet; null where there is none. */
  signature: string | null;
}

export interface CopyContent {
  madeAt: string;
  deviceId: string;
  userId: string;
  /** Names the secret of the signature. */
  secretId: string | null;
  records: { kind: string; bytes: string }[];
}

/** Null where this browser cannot encrypt, or the work came without a key. */
export async function makeCopy(
  store: FieldStore,
  work: FieldWork,
): Promise<{ name: string; text: string } | null> {
  if (!work.copyKey || !globalThis.crypto?.subtle) return null;
  const open = openVaultOf(store);
  const device = await deviceId(store);
  const unsent = (await readRecords(store, work.user.id)).filter(isUnsent);
  const madeAt = new Date().toISOString();
  const content = JSON.stringify({
    ...{ madeAt, deviceId: device, userId: work.user.id, secretId: open?.vaultId ?? null },
    records: unsent.map(({ kind, bytes }) => ({ kind, bytes: toBase64(bytes) })),
  } satisfies CopyContent);
  const signature = open ? await sign(open.secret, content) : null;
  const whole = new TextEncoder().encode(JSON.stringify({ content, signature } satisfies SignedCopy));
  const file = await lock(whole, work.city.id, work.copyKey);
  const day = madeAt.slice(0, 16).replace(/\D/g, "");
  return { name: `wenjie-${day}-${device.slice(-6)}.json`, text: JSON.stringify(file) };
}

async function sign(secret: Uint8Array, content: string): Promise<string> {
  const how = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", secret as BufferSource, how, false, ["sign"]);
  return toBase64(new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(content))));
}

async function lock(
  whole: Uint8Array,
  cityId: string,
  copyKey: { id: string; publicKey: string },
): Promise<CopyFile> {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const spki = fromBase64(copyKey.publicKey) as BufferSource;
  const theirs = await crypto.subtle.importKey("spki", spki, curve, false, []);
  const ours = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256);
  const about = `${COPY_FORMAT}/${cityId}/${copyKey.id}`;
  const from = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode(about);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
  const key = await crypto.subtle.deriveKey(hkdf, from, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const half = new Uint8Array(await crypto.subtle.exportKey("spki", ours.publicKey));
  const sealed = await sealBytes(key, whole, about);
  return {
    ...{ format: COPY_FORMAT, version: 1, cityId, keyId: copyKey.id },
    ...{ key: toBase64(half), sealed: toBase64(sealed) },
  };
}
