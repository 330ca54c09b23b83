/** As OWASP asks of PBKDF2 with SHA-256, with a margin below a second on a cheap tablet. */
export const ITERATIONS = 310_000;

const AES = { name: "AES-GCM", length: 256 } as const;
const IV_BYTES = 12;

/** The key of one volunteer's data on this device. Extractable only while it is being wrapped. */
export const newDataKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey(AES, true, ["encrypt", "decrypt"]);

const deriving = (bytes: Uint8Array, name: "PBKDF2" | "HKDF") =>
  crypto.subtle.importKey("raw", bytes as BufferSource, name, false, ["deriveKey"]);

/** The key that a PIN makes. Slow on purpose. */
export async function keyOfPin(pin: string, salt: Uint8Array, iterations = ITERATIONS): Promise<CryptoKey> {
  const from = await deriving(new TextEncoder().encode(pin), "PBKDF2");
  const how = { name: "PBKDF2", hash: "SHA-256", salt: salt as BufferSource, iterations };
  return crypto.subtle.deriveKey(how, from, AES, false, ["wrapKey", "unwrapKey"]);
}

/** The key that the secret kept by the server makes. */
export async function keyOfSecret(secret: Uint8Array): Promise<CryptoKey> {
  const from = await deriving(secret, "HKDF");
  const info = new TextEncoder().encode("wenjie data key");
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
  return crypto.subtle.deriveKey(how, from, AES, false, ["wrapKey", "unwrapKey"]);
}

export async function wrapDataKey(dataKey: CryptoKey, by: CryptoKey): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const wrapped = await crypto.subtle.wrapKey("raw", dataKey, by, { name: "AES-GCM", iv });
  const whole = new Uint8Array(IV_BYTES + wrapped.byteLength);
  whole.set(iv);
  whole.set(new Uint8Array(wrapped), IV_BYTES);
  return whole;
}

/** Null when it was wrapped by another key: a wrong PIN. */
export async function unwrapDataKey(
  whole: Uint8Array,
  by: CryptoKey,
  extractable = false,
): Promise<CryptoKey | null> {
  const how = { name: "AES-GCM", iv: whole.slice(0, IV_BYTES) };
  return crypto.subtle
    .unwrapKey("raw", whole.slice(IV_BYTES), by, how, AES, extractable, ["encrypt", "decrypt"])
    .catch(() => null);
}
