import { Form, Link, useNavigation, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import { formatNumber, formatShare } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import type { Undecided } from "#app/publish/publish-page.server.ts";
import type { WaveEstimatesView } from "#db/queries/read-wave-estimates.ts";
import { type FigureColumn, FigureTable } from "./figure-table.tsx";

interface PublicationStepProps {
  figures: { sheet: WaveEstimatesView; other: WaveEstimatesView };
  due: { fingerprint: string; undecided: Undecided };
  waveId: string;
  mayPublish: boolean;
}

/** Publishing takes two steps: the second says what it means. Both show the figures, and are addresses: no script is needed. */
export function PublicationStep({ figures, due, waveId, mayPublish }: PublicationStepProps) {
  const [search] = useSearchParams();
  const { state } = useNavigation();
  const { t } = useTranslation("publish");
  const shown = <FiguresToFreeze figures={figures} />;
  const open = <UndecidedList undecided={due.undecided} waveId={waveId} />;
  if (!mayPublish || search.get("step") !== "publish") {
    return (
      <div className="mt-2 grid gap-6">
        <p>{t("due")}</p>
        {open}
        {shown}
        {mayPublish ? (
          <p>
            <Link className="button" to="?step=publish" preventScrollReset>
              {t("publish")}
            </Link>
          </p>
        ) : (
          <p className="note">{t("notYours")}</p>
        )}
      </div>
    );
  }
  return (
    <div className="note note-attention mt-4 grid gap-6">
      <div>
        <h3>{t("means.title")}</h3>
        <ul className="mt-1 list-disc pl-5">
          {(["frozen", "records", "public", "kept"] as const).map((point) => (
            <li key={point}>{t(`means.${point}`)}</li>
          ))}
          <li className="font-semibold">{t("means.final")}</li>
        </ul>
      </div>
      {open}
      {shown}
      <Form method="post" className="flex flex-wrap gap-2">
        <input type="hidden" name="fingerprint" value={due.fingerprint} />
        <button className="button" name="intent" value="publish" disabled={state !== "idle"}>
          {t(state === "idle" ? "publishNow" : "publishing")}
        </button>
        <Link className="button button-plain" to="." preventScrollReset>
          {t("notYet")}
        </Link>
      </Form>
    </div>
  );
}

function UndecidedList({ undecided, waveId }: { undecided: Undecided; waveId: string }) {
  const { t } = useTranslation("publish");
  const { quarantined, flagged } = undecided;
  if (quarantined === 0 && flagged === 0) return null;
  return (
    <div>
      <h3>{t("undecided.title")}</h3>
      <ul className="mt-1 list-disc pl-5">
        {quarantined > 0 ? (
          <li>
            <Link to={`/fieldwork/${waveId}/quarantine`}>
              {t("undecided.quarantined", { count: quarantined })}
            </Link>
          </li>
        ) : null}
        {flagged > 0 ? (
          <li>
            <Link to={`/fieldwork/${waveId}/interviews`}>{t("undecided.flagged", { count: flagged })}</Link>
          </li>
        ) : null}
      </ul>
    </div>
  );
}

/** Exactly what will stand: the district and every street, under both rules for "don't know". */
function FiguresToFreeze({ figures: { sheet, other } }: Pick<PublicationStepProps, "figures">) {
  const { t } = useTranslation(["publish", "waves"]);
  const language = useLanguage();
  const localName = useLocalName();
  const figure = (domain: WaveEstimatesView["overall"]) =>
    isWithheld(domain) ? withheldSentence(domain, t) : formatShare(domain, language);
  const district = { id: "", name: { zh: t("figures.district"), en: t("figures.district") } };
  const row = (street: typeof district, domain: WaveEstimatesView["overall"], under: typeof domain) => {
    return { ...street, domain, under };
  };
  const total = row(district, sheet.overall, other.overall);
  const rows = sheet.streets.map((street, i) => row(street, street, other.streets[i]!));
  type Row = typeof total;
  const columns: FigureColumn<Row>[] = [
    { key: "share", label: t("figures.share"), cell: ({ domain }) => figure(domain) },
    { key: "other", label: t("figures.other"), cell: ({ under }) => figure(under) },
    { key: "n", label: t("figures.n"), cell: ({ domain }) => formatNumber(domain.received, language) },
  ];
  return (
    <div>
      <h3>{t("figures.title")}</h3>
      <FigureTable
        id="figures"
        caption={t("figures.caption")}
        head={{
          key: "area",
          label: t("figures.area"),
          cell: ({ name }) => localName({ nameZh: name.zh, nameEn: name.en }),
        }}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        total={total}
      />
    </div>
  );
}
