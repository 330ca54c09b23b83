import { createHash, randomBytes } from "node:crypto";

const TOKEN = /^[\w-]{43}$/;

/** 32 random bytes as text; only their hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashToken(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}

export function isToken(text: string): boolean {
  return TOKEN.test(text);
}
