import type { Response } from "express";

/** The route whose address is a secret: whoever has it may choose a password. */
export const SECRET_ADDRESS = "routes/invite.$token";

/** A path, or a sentence with one, as the log may keep it: without what opens something to whoever reads it there. */
export function withoutSecretAddress(text: string): string {
  return text.replace(/(\/invite\/)[^\s"'?]+/gi, "$1…");
}

/**
 * Says that an address is not to be passed on or found. With `no-referrer` browsers would send "Origin: null" with the form,
 * which is refused; `strict-origin` never sends the path, not even to this site.
 */
export function keepAddressSecret(res: Response): void {
  res.setHeader("Referrer-Policy", "strict-origin");
  res.setHeader("X-Robots-Tag", "noindex, nofollow");
}
