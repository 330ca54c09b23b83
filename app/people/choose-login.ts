import type { Role } from "#db/schema/people.ts";

const LETTER: Record<Role, string> = {
  volunteer: "v",
  supervisor: "s",
  analyst: "a",
  administrator: "m",
};

/**
 * A login that is free, for somebody of this name: `li.ming`, or where the name is not written in Latin letters, the
 * role's letter with a number, such as `v007`.
 */
export function chooseLogin(name: string, role: Role, isTaken: (login: string) => boolean): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const isLatin = /^[a-z][a-z .'’-]*$/.test(plain);
  const words = plain.match(/[a-z]+/g)?.join(".") ?? "";
  const base = isLatin && words.length > 1 ? words.slice(0, 56).replace(/\.$/, "") : null;
  if (base !== null && !isTaken(base)) return base;
  for (let n = base === null ? 1 : 2; ; n += 1) {
    const login = base === null ? LETTER[role] + String(n).padStart(3, "0") : `${base}.${n}`;
    if (!isTaken(login)) return login;
  }
}
