import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "#app/components/error-page.tsx";
import { InterviewGroups } from "#app/components/interview-groups.tsx";
import { InterviewerEffectText } from "#app/components/interviewer-effect-text.tsx";
import { PageLinks } from "#app/components/page-links.tsx";
import { SelectField } from "#app/components/select-field.tsx";
import { formatMoment, formatPercent } from "#app/present/format-share.ts";
import { listWords } from "#app/present/list-words.ts";
import { localName } from "#app/present/local-name.ts";
import { pageNumber } from "#app/present/page-number.ts";
import { pageTitle } from "#app/present/page-title.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { chooseInterviews, readChoice, SHOWN } from "#app/quality/choose-interviews.ts";
import { effectOfVolunteers, groupInterviews } from "#app/quality/summarise-interviews.ts";
import { waveOfViewer } from "#app/wave-of-viewer.server.ts";
import { findCity } from "#db/queries/find-city.ts";
import { readNames } from "#db/queries/read-helpers.ts";
import { readLatestReviews } from "#db/queries/read-reviews.ts";
import { readStreetsOfDistrict } from "#db/queries/read-streets-of-district.ts";
import { readWaveQuality } from "#db/queries/read-wave-quality.ts";
import { streetScope } from "#db/queries/street-scope.ts";
import { isAllBest } from "#surveys/quality/best-answers.ts";
import { FLAG_CODES } from "#surveys/quality/flag-interviews.ts";

const MANAGERS = ["supervisor", "administrator"] as const;
const A_PAGE = 50;

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { wave, viewer } = await waveOfViewer(context, params.waveId, MANAGERS);
  const { database: db } = context;
  const { cityId } = viewer;
  const [city, quality, reviews, streets] = await Promise.all([
    findCity(db, cityId),
    readWaveQuality(db, cityId, wave.id),
    readLatestReviews(db, cityId, wave.id),
    readStreetsOfDistrict(db, cityId, wave.district.id),
  ]);
  const scope = streetScope(viewer, MANAGERS, wave.district.id);
  const isSeen = ({ streetId }: { streetId: string | null }) =>
    scope === "all" || (streetId !== null && scope.includes(streetId));
  const own = quality.interviews.filter(isSeen);
  const decided = new Set(reviews.keys());
  const search = new URL(request.url).searchParams;
  const choice = readChoice(search);
  const chosen = chooseInterviews(own, quality.flags, decided, choice);
  const pages = Math.ceil(chosen.length / A_PAGE);
  const page = pageNumber(search, pages);
  const volunteers = own.flatMap(({ volunteerId }) => volunteerId ?? []);
  const flagged = own.filter(({ id }) => quality.flags.has(id));
  const best = quality.interviews.filter((each) => isAllBest(each, quality.items)).length;
  return {
    timeZone: city.timeZone,
    streets: streets.filter(({ id }) => isSeen({ streetId: id })),
    people: Object.fromEntries(await readNames(db, cityId, volunteers)),
    total: own.length,
    flagged: flagged.length,
    open: flagged.filter(({ id }) => !decided.has(id)).length,
    bestRate: quality.interviews.length === 0 ? 0 : best / quality.interviews.length,
    byStreet: groupInterviews(quality, decided, (each) => (isSeen(each) ? (each.streetId ?? "") : null)),
    byVolunteer: groupInterviews(quality, decided, (each) => (isSeen(each) ? each.volunteerId : null)),
    effects: {
      household: effectOfVolunteers(own, "household"),
      intercept: effectOfVolunteers(own, "intercept"),
    },
    choice,
    found: chosen.length,
    page,
    pages,
    rows: chosen
      .slice((page - 1) * A_PAGE, page * A_PAGE)
      .map(({ id, mode, outcome, streetId, volunteerId, completedAt }) => ({
        ...{ id, mode, outcome, streetId, volunteerId, completedAt },
        flags: quality.flags.get(id)?.map(({ code }) => code) ?? [],
        decision: reviews.get(id)?.decision ?? null,
      })),
  };
}

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, "quality:interviews.title");

export default function Interviews() {
  const view = useLoaderData<typeof loader>();
  const { t } = useTranslation("quality");
  const language = useLanguage();
  const streetOf = new Map(view.streets.map((street) => [street.id, localName(street, language)]));
  const personName = (id: string) => view.people[id] ?? "–";
  const streetName = (id: string) => streetOf.get(id) ?? t("interviews.elsewhere");
  if (view.total === 0) {
    return (
      <div className="note mt-8 max-w-[640px]">
        <h2>{t("interviews.empty.title")}</h2>
        <p className="mt-2">{t("interviews.empty.text")}</p>
      </div>
    );
  }
  const { flagged, total: n, open } = view;
  return (
    <>
      <h2 className="mt-8">{t("interviews.title")}</h2>
      <p className="mt-2 text-[1.125rem]">{t("interviews.sentence", { flagged, n, open })}</p>
      <p className="mt-1 max-w-[800px] text-ink-soft">{t("interviews.lead")}</p>
      <InterviewList streetName={streetName} personName={personName} />
      <h3 className="mt-10">{t("interviews.byStreet")}</h3>
      <p className="mt-1 max-w-[800px] text-ink-soft">
        {t("interviews.ratesLead", { rate: formatPercent(view.bestRate, language) })}
      </p>
      <InterviewGroups by="street" groups={view.byStreet} nameOf={streetName} />
      <h3 className="mt-10">{t("interviews.byVolunteer")}</h3>
      <InterviewGroups by="volunteer" groups={view.byVolunteer} nameOf={personName} />
      <InterviewerEffectText {...view.effects} />
    </>
  );
}

interface Names {
  streetName: (id: string) => string;
  personName: (id: string) => string;
}

function InterviewList({ streetName, personName }: Names) {
  const { rows, found, page, pages, timeZone } = useLoaderData<typeof loader>();
  const { t } = useTranslation("quality");
  const language = useLanguage();
  return (
    <section id="list" className="mt-8">
      <h3>
        {t("interviews.list")}{" "}
        <span className="font-normal text-ink-soft">{t("interviews.showing", { count: found })}</span>
      </h3>
      <ChooseForm personName={personName} />
      {rows.length === 0 ? <p className="mt-4">{t("interviews.none")}</p> : null}
      <div className={rows.length === 0 ? "hidden" : "mt-4 overflow-x-auto"}>
        <table className="yearbook yearbook-words">
          <caption className="sr-only">{t("interviews.list")}</caption>
          <thead className="max-md:sr-only">
            <tr>
              <th scope="col">{t("interviews.when")}</th>
              <th scope="col">{t("interviews.where")}</th>
              <th scope="col">{t("interviews.flags")}</th>
              <th scope="col">{t("interviews.standing")}</th>
              <th scope="col">
                <span className="sr-only">{t("interviews.look")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={row.id}
                className="max-md:block max-md:py-2 max-md:*:block max-md:*:border-0! max-md:*:py-0!"
              >
                <th scope="row" className="whitespace-nowrap">
                  {formatMoment(new Date(row.completedAt), language, timeZone)}
                </th>
                <td>
                  {row.streetId || row.mode === "online" ? streetName(row.streetId ?? "") : null}
                  <span className="block text-ink-soft">
                    {[t(`mode.${row.mode}`), row.volunteerId ? personName(row.volunteerId) : ""]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </td>
                <td>
                  {row.flags.length === 0
                    ? t("interviews.noFlags")
                    : listWords(
                        row.flags.map((code) => t(`flag.${code}`)),
                        language,
                      )}
                </td>
                <td className={row.decision ? "" : "text-ink-soft"}>
                  {row.decision ? t(`decision.${row.decision}`) : t("interviews.undecided")}
                </td>
                <td className="whitespace-nowrap">
                  <Link to={row.id} className="-my-[11px] inline-flex min-h-[44px] items-center">
                    {t("interviews.look")}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <PageLinks page={page} pages={pages} />
    </section>
  );
}

function ChooseForm({ personName }: Pick<Names, "personName">) {
  const { choice, streets, people } = useLoaderData<typeof loader>();
  const { t } = useTranslation("quality");
  const language = useLanguage();
  const { compare } = new Intl.Collator(language);
  const named = (values: readonly string[], name: (value: string) => string) =>
    values
      .map((value) => ({ value, label: name(value) }))
      .sort((one, other) => compare(one.label, other.label));
  const streetLabels = new Map(streets.map((street) => [street.id, localName(street, language)]));
  return (
    <Form
      method="get"
      action="#list"
      key={JSON.stringify(choice)}
      className="no-print mt-2 grid grid-cols-1 items-end gap-4 sm:grid-cols-2 lg:grid-cols-[repeat(4,minmax(0,1fr))_auto]"
    >
      <SelectField
        label={t("interviews.filter.show")}
        name="show"
        defaultValue={choice.show}
        options={SHOWN.map((value) => ({ value, label: t(`interviews.filter.${value}`) }))}
      />
      <SelectField
        label={t("interviews.filter.flag")}
        name="flag"
        defaultValue={choice.flag ?? ""}
        placeholder={t("interviews.filter.anyFlag")}
        options={FLAG_CODES.map((value) => ({ value, label: t(`flag.${value}`) }))}
      />
      <SelectField
        label={t("interviews.filter.street")}
        name="in"
        defaultValue={choice.street ?? ""}
        placeholder={t("interviews.filter.anyStreet")}
        options={named([...streetLabels.keys()], (id) => streetLabels.get(id) ?? "")}
      />
      <SelectField
        label={t("interviews.filter.volunteer")}
        name="by"
        defaultValue={choice.volunteer ?? ""}
        placeholder={t("interviews.filter.anyVolunteer")}
        options={named(Object.keys(people), personName)}
      />
      <button className="button button-plain">{t("interviews.filter.apply")}</button>
    </Form>
  );
}

export const ErrorBoundary = ErrorPage;
