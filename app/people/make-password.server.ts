import { randomInt } from "node:crypto";

/** Without i, l, o, 0 and 1, which are mistaken for each other on paper. */
const CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/** A first password to write down: four groups of four characters, 79 bits. */
export function makePassword(): string {
  const group = () => Array.from({ length: 4 }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}
