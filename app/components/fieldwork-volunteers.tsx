import { useTranslation } from "react-i18next";
import type { VolunteerProgress } from "#app/fieldwork/volunteer-progress.ts";
import { formatLately } from "#app/present/format-clock.ts";
import { formatNumber } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { MedianBeside } from "#surveys/fieldwork/median-of-others.ts";
import { outcomeRates } from "#surveys/fieldwork/outcome-rates.ts";
import { type FigureColumn, FigureTable } from "./figure-table.tsx";
import { asNumber, RateText } from "./rate-text.tsx";

interface FieldworkVolunteersProps {
  volunteers: readonly VolunteerProgress[];
  clock: { timeZone: string; today: string };
}

/** Who did how much, how it went, and when they were last heard of. */
export function FieldworkVolunteers({ volunteers, clock }: FieldworkVolunteersProps) {
  const { t } = useTranslation("fieldwork");
  const language = useLanguage();
  if (volunteers.length === 0) return <p className="mt-2 text-ink-soft">{t("volunteers.none")}</p>;
  const number = (value: number) => formatNumber(value, language);
  const rates = ({ counts }: VolunteerProgress) => outcomeRates(counts.household).rates;
  const columns: FigureColumn<VolunteerProgress>[] = [
    {
      key: "household",
      label: t("volunteers.household"),
      value: ({ interviews }) => interviews.household,
      cell: ({ interviews }) => number(interviews.household),
    },
    {
      key: "intercept",
      label: t("volunteers.intercept"),
      value: ({ interviews }) => interviews.intercept,
      cell: ({ interviews }) => number(interviews.intercept),
    },
    {
      key: "visits",
      label: t("volunteers.visits"),
      value: ({ visits }) => visits,
      cell: ({ visits }) => number(visits),
    },
    {
      key: "response",
      label: t("volunteers.response"),
      value: (row) => asNumber(rates(row).RR2),
      cell: (row) => <RateText rate={rates(row).RR2} />,
    },
    {
      key: "cooperation",
      label: t("volunteers.cooperation"),
      value: (row) => asNumber(rates(row).COOP2),
      cell: (row) => <RateText rate={rates(row).COOP2} />,
    },
    ...(["household", "intercept"] as const).map((mode) => ({
      key: `${mode}Minutes`,
      label: t(`volunteers.minutes.${mode}`),
      value: ({ durations }: VolunteerProgress) => durations[mode]?.own ?? null,
      cell: ({ durations }: VolunteerProgress) => <Minutes median={durations[mode]} />,
    })),
    {
      key: "last",
      label: t("volunteers.last"),
      value: ({ lastRecordAt }) => lastRecordAt,
      cell: ({ lastRecordAt }) => (
        <span className="whitespace-nowrap">
          {lastRecordAt ? formatLately(lastRecordAt, language, clock) : t("volunteers.never")}
        </span>
      ),
    },
    {
      key: "left",
      label: t("volunteers.left"),
      value: ({ left }) => left,
      cell: ({ left }) => number(left),
    },
  ];
  return (
    <FigureTable
      id="people"
      caption={t("volunteers.title")}
      head={{ key: "name", label: t("volunteers.name"), value: ({ name }) => name, cell: ({ name }) => name }}
      columns={columns}
      rows={volunteers}
      rowKey={({ id }) => id}
    />
  );
}

/** Half the others' time, or less, is for the eye; what to make of it is decided interview by interview. */
const SHORT = 0.5;

function Minutes({ median }: { median: MedianBeside | null }) {
  const { t } = useTranslation("fieldwork");
  const language = useLanguage();
  if (!median) return <>–</>;
  const minutes = (seconds: number) => formatNumber(seconds / 60, language, 1);
  const short = median.others !== null && median.own <= SHORT * median.others;
  return (
    <span className="whitespace-nowrap">
      <span className={short ? "font-semibold text-amber" : undefined}>
        {short ? <span aria-hidden="true">▼ </span> : null}
        {minutes(median.own)}
      </span>
      {median.others === null ? null : (
        <span className="text-ink-soft">
          {" "}
          · {t("volunteers.others", { minutes: minutes(median.others) })}
        </span>
      )}
    </span>
  );
}
