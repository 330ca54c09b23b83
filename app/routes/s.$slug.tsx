import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Answer } from "#app/citizen/answer.tsx";
import citizenStyles from "#app/citizen/citizen.css?url";
import { CannotOpen, CitizenFrame } from "#app/citizen/citizen-frame.tsx";
import { EndPage } from "#app/citizen/end-pages.tsx";
import { keepLanguage } from "#app/field/language.ts";
import { localName, useLocalName } from "#app/present/local-name.ts";
import { readPublicLink } from "#db/queries/read-public-link.ts";
import type { Language } from "#surveys/vocabulary.ts";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: citizenStyles }];

export async function loader({ params, context }: LoaderFunctionArgs) {
  const link = await readPublicLink(context.database, params.slug ?? "");
  if (!link) return data({ link: null }, { status: 404 });
  return data({ link });
}

/** The page is asked for once; its language changes on the phone. */
export const shouldRevalidate = () => false;

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  {
    title: loaded?.link
      ? `${localName(loaded.link.city, "zh-CN")} · ${localName(loaded.link.wave, "zh-CN")}`
      : "问街 Wenjie",
  },
  { name: "robots", content: "noindex" },
];

export default function CitizenPage() {
  const { link } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("citizen");
  const localName = useLocalName();
  const by = link ? t("by", { city: localName(link.city), district: localName(link.district) }) : "";
  const day = (date: string) =>
    new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
      timeZone: "UTC",
      dateStyle: "long",
    }).format(new Date(`${date}T00:00Z`));
  return (
    <Frame by={by}>
      {!link ? (
        <EndPage state="unknown" />
      ) : link.wave.status === "open" ? (
        <Answer link={link} />
      ) : link.wave.status === "draft" || link.wave.status === "drawn" ? (
        <section data-end="not-yet">
          <h1>{t("notYet.title")}</h1>
          <p className="mt-4">{t("notYet.text", { day: day(link.wave.startsOn) })}</p>
        </section>
      ) : (
        <EndPage state="closed" results={link.results} />
      )}
    </Frame>
  );
}

/** The language is kept on the phone once a script runs. */
function Frame({ by, children }: { by: string; children: ReactNode }) {
  const { i18n } = useTranslation("citizen");
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const choose = (language: Language) => {
    keepLanguage(language);
    void i18n.changeLanguage(language);
  };
  return (
    <CitizenFrame by={by} choose={live ? choose : undefined}>
      {children}
    </CitizenFrame>
  );
}

export function ErrorBoundary() {
  return (
    <Frame by="">
      <CannotOpen words="citizen" />
    </Frame>
  );
}
