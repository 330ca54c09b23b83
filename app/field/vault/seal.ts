/** Whether this page may encrypt: browsers offer it on https and localhost only. */
export const canSeal = (): boolean => (globalThis.crypto as Crypto | undefined)?.subtle !== undefined;

const IV_BYTES = 12;
const additional = (about: string) => new TextEncoder().encode(about) as BufferSource;

/**
 * AES-GCM with a fresh IV, which stands before the ciphertext.
 *
 * @param about  what the bytes are and whose: they open only as the same
 */
export async function sealBytes(key: CryptoKey, bytes: Uint8Array, about: string): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const algorithm = { name: "AES-GCM", iv, additionalData: additional(about) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, bytes as BufferSource));
  const whole = new Uint8Array(IV_BYTES + sealed.length);
  whole.set(iv);
  whole.set(sealed, IV_BYTES);
  return whole;
}

/** @throws {OperationError} if it was sealed with another key, as something else, or changed since */
export async function openBytes(key: CryptoKey, whole: Uint8Array, about: string): Promise<Uint8Array> {
  const iv = whole.slice(0, IV_BYTES);
  const algorithm = { name: "AES-GCM", iv, additionalData: additional(about) };
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, whole.slice(IV_BYTES)));
}

export const sealValue = (key: CryptoKey, value: unknown, about: string): Promise<Uint8Array> =>
  sealBytes(key, new TextEncoder().encode(JSON.stringify(value)), about);

export async function openValue<T>(key: CryptoKey, whole: Uint8Array, about: string): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await openBytes(key, whole, about))) as T;
}
