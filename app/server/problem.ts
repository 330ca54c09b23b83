import english from "#app/locales/en/problems.json" with { type: "json" };
import chinese from "#app/locales/zh-CN/problems.json" with { type: "json" };
import type { Language } from "#surveys/vocabulary.ts";
import { problemResponse, type Problem } from "./http/problem-response.ts";

export type ProblemCode = keyof typeof english;

const STATUS: Record<ProblemCode, number> = {
  invalid: 422,
  closed: 409,
  "sign-in": 401,
  "sign-in-anew": 403,
  "other-city": 403,
  "device-blocked": 403,
  away: 503,
  "unknown-kind": 404,
  "post-only": 405,
  "unknown-wave": 404,
  "unknown-rule": 400,
  "unknown-detail": 400,
  "unknown-best": 400,
  "unknown-other-wave": 404,
};

const HEADERS: Partial<Record<ProblemCode, Record<string, string>>> = {
  "sign-in": { "WWW-Authenticate": 'Bearer realm="Wenjie"' },
  away: { "Retry-After": "5" },
  "post-only": { Allow: "POST" },
};

/** What programs are told instead of what they asked for: problem JSON in the reader's language. */
export function problem(code: ProblemCode, language: Language, errors?: Problem["errors"]): Response {
  const text = (language === "en" ? english : chinese)[code];
  return problemResponse(
    { type: `urn:wenjie:problem:${code}`, status: STATUS[code], ...text, ...(errors ? { errors } : {}) },
    HEADERS[code],
  );
}
