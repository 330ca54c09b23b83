import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useRouteLoaderData,
  type ShouldRevalidateFunctionArgs,
} from "@remix-run/react";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { SiteHeader } from "#app/components/site-header.tsx";
import { useCspNonce } from "#app/csp-nonce.ts";
import { languageOf } from "#app/locales/language.ts";
import { askedBy } from "#app/present/asked-by.ts";
import { roomOf } from "#app/rooms.ts";
import styles from "#app/styles.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: "/icon.svg", type: "image/svg+xml" },
];

export const meta: MetaFunction = () => [{ title: "问街 Wenjie" }];

/** Kept tiny, and on the tablet free of persons: it lives on the copy that its pages were fetched with, whoever uses it. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = roomOf(new URL(request.url).pathname) === "field" ? null : context.viewer;
  return {
    language: languageOf(request, context.viewer?.language ?? null),
    viewer: viewer && { name: viewer.name, roles: [...new Set(viewer.roles.map(({ role }) => role))] },
  };
}

/** Within the tablet's room nothing may ask the server: offline, every navigation would end in an error. */
export function shouldRevalidate(asked: ShouldRevalidateFunctionArgs) {
  const { currentUrl, nextUrl, formAction } = asked;
  if (roomOf(currentUrl.pathname) === "field" && roomOf(nextUrl.pathname) === "field" && !formAction)
    return false;
  return ofNoParameter(asked);
}

const ofNoParameter = askedBy();

/** Sent under the address that was refused, so the browser could not take it over: it stays as the server wrote it. */
const DENIED = "/denied";

export function Layout({ children }: { children: ReactNode }) {
  const { i18n, t } = useTranslation();
  const nonce = useCspNonce();
  const { pathname } = useLocation();
  const room = roomOf(pathname);
  return (
    <html lang={i18n.language} data-room={room}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        <a className="skip button" href="#content">
          {t("skip")}
        </a>
        {children}
        {pathname === DENIED ? null : (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  );
}

/** Rooms for the tablet and the citizen bring their own frame; the desk shares this one. */
function Frame({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const { pathname } = useLocation();
  if (roomOf(pathname) !== "desk") return children;
  return (
    <>
      <SiteHeader viewer={data?.viewer ?? null} />
      <main id="content" tabIndex={-1} className="mx-auto max-w-[1200px] px-4 pt-6 pb-16 sm:px-6">
        {children}
      </main>
    </>
  );
}

export default function App() {
  const { i18n } = useTranslation();
  const language = useRouteLoaderData<typeof loader>("root")?.language;
  const before = useRef(language);
  useEffect(() => {
    if (language && language !== before.current) void i18n.changeLanguage(language);
    before.current = language;
  }, [i18n, language]);
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary() {
  const data = useRouteLoaderData<typeof loader>("root");
  return (
    <>
      <SiteHeader viewer={data?.viewer ?? null} />
      <main id="content" tabIndex={-1} className="mx-auto max-w-[1200px] px-4 pt-6 pb-16 sm:px-6">
        <ErrorPage />
      </main>
    </>
  );
}
