import type { LinksFunction, MetaFunction } from "@remix-run/node";
import { Outlet, PrefetchPageLinks, useLoaderData, useLocation, useRouteError } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { fieldDevice, StorageMissing } from "#app/field/field-device.ts";
import { keepLanguage, noteLanguage, readLanguage } from "#app/field/language.ts";
import { readDay, type FieldDay } from "#app/field/read-day.ts";
import fieldStyles from "#app/field/screens/field.css?url";
import { loadRunner } from "#app/field/screens/lazy-runner.ts";
import { ChoosePin } from "#app/field/screens/choose-pin.tsx";
import { LockScreen } from "#app/field/screens/lock-screen.tsx";
import { NewVersion } from "#app/field/screens/new-version.tsx";
import { Notices } from "#app/field/screens/notices.tsx";
import { StatusBar } from "#app/field/screens/status-bar.tsx";
import { useTextSize } from "#app/field/screens/text-size.tsx";
import { ThisDevice } from "#app/field/screens/this-device.tsx";
import { useAppVersion } from "#app/field/screens/use-app-version.ts";
import { useAutoLock, useDevice, useFreshDay, useSyncState } from "#app/field/screens/use-field.ts";
import { whoseTurn, type Turn } from "#app/field/vault/whose-turn.ts";
import type { Language } from "#surveys/vocabulary.ts";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: fieldStyles },
  { rel: "manifest", href: "/field.webmanifest" },
  { rel: "apple-touch-icon", href: "/icons/192.png" },
];

export const meta: MetaFunction = () => [
  { title: "问街 Wenjie" },
  { name: "theme-color", content: "#ffffff", media: "(prefers-color-scheme: light)" },
  { name: "theme-color", content: "#1a2228", media: "(prefers-color-scheme: dark)" },
];

/** Every page of the room is fetched with the first, so that the network may go at any time. */
const PAGES = ["", "/case", "/roster", "/interview", "/session", "/practice", "/outbox"];

const FIRST_LOOK_MS = 2500;
let looked = false;

interface Shown {
  day: FieldDay | null;
  turn: Turn;
}

/** Reads the device. Only the first time in a page's life does it wait a moment for the server, and never longer. */
export async function clientLoader(): Promise<Shown> {
  const { store, sync } = await fieldDevice();
  const read = async () => ({ day: await readDay(store), turn: await whoseTurn(store) });
  const before = await read();
  if (looked) return before;
  looked = true;
  const asked = sync.now();
  if (before.turn.kind === "nobody" || (before.turn.kind === "user" && !before.day)) await asked;
  else if (navigator.onLine)
    await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, FIRST_LOOK_MS))]);
  return read();
}
clientLoader.hydrate = true as const;

export function HydrateFallback() {
  return (
    <div className="field">
      <main id="content" tabIndex={-1} className="field-main">
        <Opening />
      </main>
    </div>
  );
}

function Opening() {
  const { t } = useTranslation("field");
  return (
    <>
      <h1>{t("title")}</h1>
      <p role="status">{t("opening")}</p>
      <div className="field-skeleton" />
      <div className="field-skeleton" />
    </>
  );
}

export default function Field() {
  const { day, turn } = useLoaderData<typeof clientLoader>();
  const { i18n } = useTranslation("field");
  const device = useDevice();
  const sync = useSyncState(device);
  const { pathname } = useLocation();
  const version = useAppVersion(day !== null);
  const mayShow = turn.kind === "user" || turn.kind === "nobody";
  const atHome = pathname === "/field";
  const atSettings = pathname === "/field/outbox";
  useFreshDay();
  useAutoLock(device, turn);
  useTextSize(day?.user.id ?? null);
  useEffect(() => {
    const language = readLanguage();
    if (language && language !== i18n.language) void i18n.changeLanguage(language);
    if (language) keepLanguage(language);
  }, [i18n]);
  useEffect(() => {
    void noteLanguage(i18n.language as Language).catch(() => undefined);
  }, [i18n.language]);
  useEffect(() => device?.sync.nudge(), [device, pathname]);
  useEffect(() => {
    if (day) void loadRunner();
  }, [day]);
  return (
    <div className="field">
      {day ? PAGES.map((page) => <PrefetchPageLinks key={page} page={`/field${page}`} />) : null}
      <StatusBar sync={sync} locked={!mayShow} />
      <main id="content" tabIndex={-1} className="field-main">
        <Notices sync={sync} />
        {version.newer && (atHome || atSettings) ? <NewVersion /> : null}
        {turn.kind === "locked" && device ? (
          <LockScreen key={turn.userId} device={device} last={turn.userId} />
        ) : null}
        {turn.kind === "choose-pin" ? <ChoosePin user={turn.user} /> : null}
        {mayShow && day ? <Outlet /> : null}
        {mayShow && !day ? sync.busy ? <Opening /> : <NothingYet signedOut={sync.signedOut} /> : null}
        {atHome || atSettings ? <ThisDevice ready={version.ready} all={atSettings} /> : null}
      </main>
    </div>
  );
}

function NothingYet({ signedOut }: { signedOut: boolean }) {
  const { t } = useTranslation("field");
  // This page comes from the device, which cannot know who is signed in: the server said that nobody is.
  useEffect(() => {
    if (signedOut) window.location.replace("/sign-in?returnTo=/field");
  }, [signedOut]);
  return (
    <section className="field-card">
      <h1>{t("nothingYet.title")}</h1>
      <p>{t("nothingYet.text")}</p>
      <a className="button field-big" href="/field">
        {t("nothingYet.again")}
      </a>
    </section>
  );
}

export function ErrorBoundary() {
  const { t } = useTranslation("field");
  const missing = useRouteError() instanceof StorageMissing;
  return (
    <div className="field">
      <main id="content" tabIndex={-1} className="field-main">
        <h1>{t(missing ? "cannotKeep.title" : "failed.title")}</h1>
        <p>{t(missing ? "cannotKeep.text" : "failed.text")}</p>
        <a className="button field-big" href="/field">
          {t("failed.again")}
        </a>
      </main>
    </div>
  );
}
