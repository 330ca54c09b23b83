import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { FieldworkAppointments } from "#app/components/fieldwork-appointments.tsx";
import { FieldworkCounters } from "#app/components/fieldwork-counters.tsx";
import { FieldworkHeadline, LiveLine } from "#app/components/fieldwork-headline.tsx";
import { FieldworkRates } from "#app/components/fieldwork-rates.tsx";
import { FieldworkSessions } from "#app/components/fieldwork-sessions.tsx";
import { FieldworkStreetMap, FieldworkStreetTable } from "#app/components/fieldwork-streets.tsx";
import { FieldworkVolunteers } from "#app/components/fieldwork-volunteers.tsx";
import { fieldworkOverview } from "#app/fieldwork/overview.ts";
import { dayOf } from "#app/present/format-clock.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { withParams } from "#app/present/with-params.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { countOpenFlags } from "#db/queries/count-open-flags.ts";
import { findCity } from "#db/queries/find-city.ts";
import { readFieldworkOverview } from "#db/queries/read-fieldwork-overview.ts";
import { streetScope } from "#db/queries/street-scope.ts";

const MANAGERS = ["supervisor", "administrator"] as const;

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const { timeZone } = await findCity(context.database, viewer.cityId);
  const now = new Date();
  const clock = { today: dayOf(now, timeZone), timeZone };
  const place = { id: wave.id, districtId: wave.district.id };
  const records = await readFieldworkOverview(context.database, viewer.cityId, place, clock);
  const code = new URL(request.url).searchParams.get("street");
  const { startsOn, endsOn, plan, status } = wave;
  const overview = fieldworkOverview(records, {
    ...{ startsOn, endsOn, today: clock.today },
    scope: streetScope(viewer, MANAGERS, wave.district.id),
    street: records.streets.find((street) => street.code === code)?.id ?? null,
    interceptRule: plan.interceptRule ?? "every-kth",
    flags: await countOpenFlags(context.database, viewer.cityId, wave.id),
  });
  const planned = overview.overall.sessions.total * plan.interviewsPerSession;
  return {
    overview,
    planned,
    clock,
    wave: { id: wave.id, status, startsOn, endsOn },
    readAt: now.toISOString(),
  };
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "fieldwork:title");

export default function FieldworkOverviewPage() {
  const { overview, planned, clock, wave, readAt } = useLoaderData<typeof loader>();
  const { t } = useTranslation("fieldwork");
  const localName = useLocalName();
  const [search] = useSearchParams();
  const chosen = overview.streets.find(({ code }) => code === search.get("street")) ?? null;
  if (overview.overall.total === 0) {
    return (
      <div className="note mt-6 max-w-[640px]">
        <h2>{t("notDrawn.title")}</h2>
        <p className="mt-2">{t("notDrawn.text")}</p>
      </div>
    );
  }
  const below = chosen ? ` · ${localName(chosen)}` : "";
  return (
    <>
      <FieldworkHeadline overview={overview} wave={wave} today={clock.today} />
      <LiveLine readAt={readAt} timeZone={clock.timeZone} />
      <FieldworkCounters overview={overview} waveId={wave.id} planned={planned} clock={clock} />
      <FieldworkRates overview={overview} />
      <Part title={t("streets.title")} lead={t("streets.lead")}>
        <div className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <FieldworkStreetMap overview={overview} chosen={chosen?.code ?? null} />
          <section>
            <h3>{t("appointments.title") + below}</h3>
            <FieldworkAppointments {...{ appointments: overview.appointments, clock, readAt }} />
          </section>
        </div>
        <div className="mt-6">
          <FieldworkStreetTable overview={overview} chosen={chosen?.code ?? null} />
        </div>
      </Part>
      {chosen ? (
        <p className="note mt-6 flex flex-wrap items-center gap-x-4">
          {t("streets.only", { name: localName(chosen) })}
          <Link
            className="inline-flex min-h-[44px] items-center"
            to={withParams(search, { street: null })}
            preventScrollReset
          >
            {t("streets.showAll")}
          </Link>
        </p>
      ) : null}
      <Part title={t("sessions.title") + below} lead={t("sessions.lead")}>
        <FieldworkSessions overview={overview} />
      </Part>
      <Part title={t("volunteers.title") + below} lead={t("volunteers.lead")}>
        <FieldworkVolunteers volunteers={overview.volunteers} clock={clock} />
      </Part>
    </>
  );
}

function Part({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <section className="mt-10">
      <h2>{title}</h2>
      <p className="mt-1 max-w-[800px] text-ink-soft">{lead}</p>
      {children}
    </section>
  );
}

export const ErrorBoundary = ErrorPage;
