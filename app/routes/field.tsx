import type { LinksFunction } from "@remix-run/node";
import { Outlet, PrefetchPageLinks, useLoaderData, useRouteError } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { fieldDevice, StorageMissing } from "#app/field/field-device.ts";
import { keepLanguage, readLanguage } from "#app/field/language.ts";
import { readDay, type FieldDay } from "#app/field/read-day.ts";
import fieldStyles from "#app/field/screens/field.css?url";
import { loadRunner } from "#app/field/screens/lazy-runner.ts";
import { Notices } from "#app/field/screens/notices.tsx";
import { StatusBar } from "#app/field/screens/status-bar.tsx";
import { useDevice, useFreshDay, useSyncState } from "#app/field/screens/use-field.ts";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: fieldStyles }];

/** Every page of the room is fetched with the first, so that the network may go at any time. */
const PAGES = ["", "/case", "/roster", "/interview", "/session", "/practice", "/outbox"];

const FIRST_LOOK_MS = 2500;
let looked = false;

/** Reads the device. Only the first time in a page's life does it wait a moment for the server, and never longer. */
export async function clientLoader(): Promise<{ day: FieldDay | null }> {
  const { store, sync } = await fieldDevice();
  const before = await readDay(store);
  if (looked) return { day: before };
  looked = true;
  const asked = sync.now();
  if (!before) await asked;
  else if (navigator.onLine)
    await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, FIRST_LOOK_MS))]);
  return { day: await readDay(store) };
}
clientLoader.hydrate = true as const;

export function HydrateFallback() {
  const { t } = useTranslation("field");
  return (
    <div className="field">
      <main id="content" tabIndex={-1} className="field-main">
        <h1>{t("title")}</h1>
        <p role="status">{t("opening")}</p>
        <div className="field-skeleton" />
        <div className="field-skeleton" />
      </main>
    </div>
  );
}

export default function Field() {
  const { day } = useLoaderData<typeof clientLoader>();
  const { i18n } = useTranslation("field");
  const device = useDevice();
  const sync = useSyncState(device);
  useFreshDay();
  useEffect(() => {
    const language = readLanguage();
    if (language && language !== i18n.language) void i18n.changeLanguage(language);
    if (language) keepLanguage(language);
  }, [i18n]);
  useEffect(() => {
    if (day) void loadRunner();
  }, [day]);
  return (
    <div className="field">
      {day ? PAGES.map((page) => <PrefetchPageLinks key={page} page={`/field${page}`} />) : null}
      <StatusBar sync={sync} />
      <main id="content" tabIndex={-1} className="field-main">
        <Notices sync={sync} />
        {day ? <Outlet /> : <NothingYet />}
      </main>
    </div>
  );
}

function NothingYet() {
  const { t } = useTranslation("field");
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
