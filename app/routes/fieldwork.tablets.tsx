import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AddressCode } from "#app/components/address-code.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { TabletTable } from "#app/components/tablet-table.tsx";
import { tabletsOfViewer } from "#app/fieldwork/tablets-of-viewer.server.ts";
import { formOf } from "#app/form-of.server.ts";
import { formText } from "#app/present/form-text.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { findCity } from "#db/queries/find-city.ts";
import { endRenewals } from "#db/queries/sign-in-renewal.ts";
import { writeAudit } from "#db/queries/write-audit.ts";

export async function loader({ context }: LoaderFunctionArgs) {
  const { database, viewer, publicOrigin } = context;
  if (!viewer) throw new Response(null, { status: 401 });
  const { code, nameZh, nameEn, timeZone } = await findCity(database, viewer.cityId);
  const address = `${publicOrigin}/sign-in?city=${encodeURIComponent(code)}&returnTo=/field`;
  const tablets = await tabletsOfViewer(database, viewer, new Date());
  return { address, nameZh, nameEn, timeZone, encrypts: isEncrypting(publicOrigin), tablets };
}

/** Ends that a PIN is enough on somebody's tablet: the next time, the password is asked for. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { database, viewer } = context;
  if (!viewer) throw new Response(null, { status: 401 });
  const [userId, deviceId] = formText(await formOf(request), "revoke").split(" ");
  const tablets = await tabletsOfViewer(database, viewer, new Date());
  const tablet = tablets.find((each) => each.userId === userId && each.deviceId === deviceId);
  if (!tablet) throw new Response(null, { status: 403 });
  const { cityId, userId: by } = viewer;
  await endRenewals(database, cityId, tablet.userId, { deviceId: tablet.deviceId });
  const subject = { subjectKind: "device", subjectId: tablet.deviceId, details: { userId: tablet.userId } };
  await writeAudit(database, { cityId, userId: by, action: "end-renewal", ...subject });
  return redirect("/fieldwork/tablets", 303);
}

/** Where browsers let a page encrypt, install and start without a network. */
function isEncrypting(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === "https:" || hostname === "localhost" || hostname.startsWith("127.");
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "tablets:code.title");

/** A sheet for the office wall, by which volunteers get their tablets ready. */
export default function Tablets() {
  const { address, encrypts, tablets, timeZone, ...city } = useLoaderData<typeof loader>();
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
      <section className="no-print mt-8">
        <h2>{t("renewal.title")}</h2>
        <p className="mt-2 max-w-[640px] text-ink-soft">{t("renewal.text")}</p>
        <TabletTable tablets={tablets} timeZone={timeZone} />
      </section>
      <p className="no-print mt-8">
        <Link to="/fieldwork/import">{t("import.title")}</Link>
      </p>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
