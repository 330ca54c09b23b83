import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AddressCode } from "#app/components/address-code.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { useLocalName } from "#app/present/local-name.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { findCity } from "#db/queries/find-city.ts";

export async function loader({ context }: LoaderFunctionArgs) {
  const { database, viewer, publicOrigin } = context;
  if (!viewer) throw new Response(null, { status: 401 });
  const { code, nameZh, nameEn } = await findCity(database, viewer.cityId);
  const address = `${publicOrigin}/sign-in?city=${encodeURIComponent(code)}&returnTo=/field`;
  return { address, nameZh, nameEn, encrypts: isEncrypting(publicOrigin) };
}

/** Where browsers let a page encrypt, install and start without a network. */
function isEncrypting(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === "https:" || hostname === "localhost" || hostname.startsWith("127.");
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "tablets:code.title");

/** A sheet for the office wall, by which volunteers get their tablets ready. */
export default function Tablets() {
  const { address, encrypts, ...city } = useLoaderData<typeof loader>();
  const { t } = useTranslation("tablets");
  const localName = useLocalName();
  return (
    <>
      <h1>{t("code.title")}</h1>
      <p className="no-print mt-2 max-w-[640px] text-ink-soft">{t("code.lead")}</p>
      {encrypts ? null : (
        <p className="note note-attention no-print mt-4 max-w-[640px]">{t("code.insecure")}</p>
      )}
      <div className="mt-8">
        <AddressCode address={address} title={localName(city)} />
      </div>
      <ol className="mt-6 max-w-[640px] list-decimal pl-6">
        {(["scan", "signIn", "pin", "after"] as const).map((step) => (
          <li key={step} className="py-1">
            {t(`code.step.${step}`)}
          </li>
        ))}
      </ol>
      <p className="no-print mt-8">
        <Link to="/fieldwork/import">{t("import.title")}</Link>
      </p>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
