import { hash, verify } from "@node-rs/argon2";

/** OWASP's first choice for argon2id: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 1000;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFC"), COST);
}

let nobody: Promise<string> | null = null;

/** Compares with a stored hash. For an unknown login (null) it works as long and says no. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword("nobody has this password");
  const matches = await verify(stored ?? (await nobody), password.normalize("NFC"));
  return stored !== null && matches;
}
