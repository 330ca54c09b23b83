import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { Check } from "#app/analyst/check-results.ts";
import { formatDifference, formatNumber, formatShare } from "#app/present/format-share.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import { type FigureColumn, FigureTable } from "./figure-table.tsx";

interface ChecksTableProps {
  checks: readonly Check[];
  /** Name of the street at a place of the comparison. */
  streetAt: (place: number) => string;
  headline: { share: string; apart: number };
}

/** Each choice: what was done, how the share moves, and whether the streets keep their order. */
export function ChecksTable({ checks, streetAt, headline }: ChecksTableProps) {
  const { t } = useTranslation(["checks", "waves"]);
  const language = useLanguage();
  const columns: FigureColumn<Check>[] = [
    {
      key: "share",
      label: t("waves:results.share"),
      cell: ({ district }) =>
        isWithheld(district) ? (
          <span className="text-[0.875rem] whitespace-normal text-ink-soft">
            {withheldSentence(district, t)}
          </span>
        ) : (
          <span className="whitespace-nowrap">{formatShare(district, language)}</span>
        ),
    },
    {
      key: "change",
      label: t("column.change"),
      cell: ({ change }) => (change === null ? "–" : formatDifference(change, language)),
    },
    {
      key: "tau",
      label: t("column.tau"),
      cell: ({ order }) =>
        order && !isWithheld(order.tau) ? formatNumber(order.tau.value, language, 2) : "–",
    },
    {
      key: "order",
      label: t("column.order"),
      words: true,
      cell: (check) => <OrderText check={check} streetAt={streetAt} apart={headline.apart} />,
    },
  ];
  return (
    <section className="mt-8">
      <h2>{t("tableTitle")}</h2>
      <p className="mt-2 max-w-[800px]">{t("tableText", { share: headline.share, count: headline.apart })}</p>
      <FigureTable
        id="checks-by"
        caption={t("tableTitle")}
        head={{ key: "choice", label: t("column.choice"), cell: (check) => <ChoiceText check={check} /> }}
        columns={columns}
        rows={checks}
        rowKey={({ key }) => key}
      />
    </section>
  );
}

/** Choices whose description has no figures in it. */
const PLAIN: readonly Check["key"][] = ["household", "intercept", "online", "dont-know"];

function ChoiceText({ check: { key, facts } }: { check: Check }) {
  const { t } = useTranslation("checks");
  const language = useLanguage();
  // Of a choice that came to nothing there is nothing to tell but why.
  const isTold = PLAIN.includes(key) || Object.keys(facts).length > 0;
  const lambda = facts.lambda === undefined ? "–" : formatNumber(facts.lambda, language, 2);
  return (
    <>
      {t(`choice.${key}`)}
      {isTold ? (
        <span className="block max-w-[360px] text-[0.875rem] font-normal whitespace-normal text-ink-soft">
          {t(`what.${key}`, { ...facts, lambda })}
          {key === "trimmed" && facts.met === 0 ? ` ${t("what.capNotMet")}` : ""}
        </span>
      ) : null}
    </>
  );
}

function OrderText({
  check: { order },
  streetAt,
  apart,
}: { check: Check } & Omit<ChecksTableProps, "checks" | "headline"> & { apart: number }) {
  const { t } = useTranslation("checks");
  const language = useLanguage();
  if (!order) return <>{t("order.none")}</>;
  if (order.compared < 2) return <>{t("order.tooFew")}</>;
  const pairs = order.swappedApart.map(([above, below]) =>
    t("order.pair", { above: streetAt(above), below: streetAt(below) }),
  );
  const alike = t("order.alike", { count: order.swappedAlike });
  return (
    <span className="block max-w-[420px] min-w-[200px] whitespace-normal">
      {pairs.length > 0 ? (
        <strong>
          <span aria-hidden="true">▲ </span>
          {t("order.swapped", { pairs: new Intl.ListFormat(language).format(pairs) })}
        </strong>
      ) : apart > 0 ? (
        t("order.kept", { count: order.apart })
      ) : (
        t("order.noneApart")
      )}{" "}
      <span className="text-ink-soft">{order.swappedAlike > 0 ? alike : ""}</span>
    </span>
  );
}
