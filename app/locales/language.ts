import { LANGUAGES, type Language } from "#surveys/vocabulary.ts";

export const LANGUAGE_COOKIE = "language";
/** Asks for a page in a language whatever cookie goes along: the tablet keeps its pages in both. */
export const LANGUAGE_HEADER = "Wenjie-Language";

export function asLanguage(text: unknown): Language | null {
  return LANGUAGES.find((language) => language === text) ?? null;
}

function fromCookie(header: string | null): Language | null {
  const pair = header?.split(/;\s*/).find((each) => each.startsWith(`${LANGUAGE_COOKIE}=`));
  return asLanguage(pair?.slice(LANGUAGE_COOKIE.length + 1));
}

/** The first language that the browser asks for and we speak; any Chinese is answered in zh-CN. */
function fromAcceptLanguage(header: string | null): Language | null {
  const wanted = (header ?? "")
    .split(",")
    .map((each) => {
      const [tag = "", ...parameters] = each.trim().split(";");
      const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return { tag: tag.toLowerCase(), quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    if (tag === "zh" || tag.startsWith("zh-")) return "zh-CN";
    if (tag === "en" || tag.startsWith("en-")) return "en";
  }
  return null;
}

/** The language to answer a request in: what was chosen here, else the person's own, else the browser's, else Chinese. */
export function languageOf(request: Request, viewerLanguage: Language | null = null): Language {
  return (
    asLanguage(request.headers.get(LANGUAGE_HEADER)) ??
    fromCookie(request.headers.get("Cookie")) ??
    viewerLanguage ??
    fromAcceptLanguage(request.headers.get("Accept-Language")) ??
    "zh-CN"
  );
}
