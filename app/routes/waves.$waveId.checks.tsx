import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Await, useLoaderData } from "@remix-run/react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { readChecksPage } from "#app/analyst/checks-page.server.ts";
import { ChecksPanel } from "#app/components/checks-panel.tsx";
import { ErrorPage } from "#app/components/error-page.tsx";
import { ModeDifferences } from "#app/components/mode-differences.tsx";
import { NonProbabilityNote } from "#app/components/non-probability-note.tsx";
import { WaveHeading } from "#app/components/wave-heading.tsx";
import { hasRole } from "#app/present/may-do.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, ["analyst", "administrator"]);
  const page = await readChecksPage(context.database, viewer.cityId, wave.id);
  if (!page) throw new Response(null, { status: 404 });
  return { wave, manages: hasRole(viewer, ["supervisor", "administrator"]), ...page };
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "checks:title");

export default function WaveChecks() {
  const { wave, manages, late, ...page } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["checks", "waves"]);
  return (
    <>
      <WaveHeading wave={wave} analyses manages={manages} />
      {wave.status === "published" ? null : (
        <p className="mt-4 text-ink-soft">{t("waves:results.provisional")}</p>
      )}
      <NonProbabilityNote view={page} of="method" />
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-12">
        <Suspense fallback={<ChecksPanel page={page} late={[]} state="waiting" />}>
          <Await resolve={late} errorElement={<ChecksPanel page={page} late={[]} state="failed" />}>
            {(checks) => <ChecksPanel page={page} late={checks} state="known" />}
          </Await>
        </Suspense>
        <ModeDifferences page={page} />
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
