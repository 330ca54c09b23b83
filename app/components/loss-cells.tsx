import { useTranslation } from "react-i18next";
import { isWithheld } from "#analysis/score/withheld.ts";
import type { CellRow } from "#app/analyst/losses-page.server.ts";
import { formatDifference, formatNumber, formatPercent, formatPoints } from "#app/present/format-share.ts";
import { itemNumber } from "#app/present/item-results.ts";
import { streetName } from "#app/present/street-results.ts";
import { useLanguage } from "#app/present/use-format.ts";
import { withheldSentence } from "#app/present/withheld-sentence.ts";
import type { Titles } from "#surveys/read-titles.ts";
import { CellMap, type MapCell } from "./cell-map.tsx";
import { ChoiceLinks } from "./choice-links.tsx";
import { ChartFrame } from "./chart-frame.tsx";

/** Differences that would come about by chance less often than this, all cells considered, are marked. */
const FALSE_MARKS = 0.05;

interface LossCellsProps {
  streets: readonly { id: string; name: { zh: string; en: string }; share: number | null }[];
  cells: readonly CellRow[];
  /** What a row is. */
  detail: "item" | "dimension";
  titles: Titles;
}

/** Where in the district each item loses more, or less, than it does in the whole of it. */
export function LossCells({ streets, cells: rows, detail, titles }: LossCellsProps) {
  const { t } = useTranslation(["losses", "waves"]);
  const language = useLanguage();
  const share = (s: number) => streets[s]!.share ?? -Infinity;
  const order = [...streets.keys()].sort((a, b) => share(b) - share(a));
  const names = streets.map((street) => streetName(street, language));
  const name = (s: number) => names[s]!;
  const ofItems = detail === "item";
  const number = (item: string) => (ofItems ? itemNumber(item) : t(`waves:dimension.${item}`));
  const question = (item: string) =>
    ofItems ? (titles[item]?.[language === "en" ? "en" : "zh"] ?? item) : t(`waves:dimensionMeans.${item}`);
  // Looked up once, not once a cell.
  const verdicts = { worse: t("cells.kind.worse"), better: t("cells.kind.better"), alike: t("cells.kind.alike"), withheld: "" }; // prettier-ignore
  const labels = new Map(rows.map(({ item }) => [item, { item: number(item), question: question(item) }]));
  const all = rows.flatMap(({ item, cells }) =>
    order.map((s) => ({ item, street: name(s), cell: cells[s]! })),
  );
  const given = all.flatMap(({ cell, ...where }) => (isWithheld(cell) ? [] : [{ ...where, ...cell }]));
  const marked = given.filter(({ adjusted }) => adjusted < FALSE_MARKS);
  const [worst] = [...marked].sort((a, b) => b.difference - a.difference);
  const reasons = new Map<string, number>();
  for (const { cell } of all)
    if (isWithheld(cell)) {
      const sentence = withheldSentence(cell, t);
      reasons.set(sentence, (reasons.get(sentence) ?? 0) + 1);
    }
  const toMap = (cell: CellRow["cells"][number]): MapCell => {
    if (isWithheld(cell)) return { kind: "withheld", text: "–", size: 0 };
    const { difference, adjusted } = cell;
    const kind = adjusted >= FALSE_MARKS ? "alike" : difference > 0 ? "worse" : "better";
    return { kind, text: formatDifference(difference, language), size: Math.abs(difference) };
  };
  const sentence =
    given.length === 0
      ? t("cells.none")
      : marked.length === 0
        ? t("cells.noneMarked", { cells: formatNumber(given.length, language) })
        : `${t("cells.sentence", {
            cells: formatNumber(given.length, language),
            worse: marked.filter(({ difference }) => difference > 0).length,
            better: marked.filter(({ difference }) => difference < 0).length,
          })}${worst && worst.difference > 0 ? t("cells.worst", { street: worst.street, row: ofItems ? t("steps.item", { number: itemNumber(worst.item) }) : number(worst.item), lost: formatPoints(worst.difference, language) }) : ""}`;
  return (
    // On paper the map has every figure; a line a cell would fill thirty pages, and is to be had as a file.
    <div className="[&_details]:print:hidden!">
      <ChartFrame
        id={ofItems ? "items-by-street" : "dimensions-by-street"}
        title={t("cells.title")}
        sentence={sentence}
        note={t("cells.note", { part: formatPercent(FALSE_MARKS, language).replace(".0", "") })}
        table={{
          caption: t("cells.title"),
          columns: [
            { key: "item", label: t(ofItems ? "waves:results.item" : "steps.dimension") },
            { key: "question", label: t("cells.question") },
            { key: "street", label: t("waves:results.street") },
            { key: "lost", label: t("waves:results.lost"), numeric: true, digits: 2 },
            { key: "difference", label: t("cells.difference"), numeric: true, digits: 2 },
            { key: "se", label: t("steps.se"), numeric: true, digits: 3 },
            { key: "adjusted", label: t("cells.adjusted"), numeric: true, digits: 3 },
            { key: "verdict", label: t("cells.verdict") },
          ],
          rows: all.map(({ item, street, cell }) => {
            const where = { ...labels.get(item)!, street };
            if (isWithheld(cell)) return { ...where, verdict: withheldSentence(cell, t) };
            const { lost, difference, se, adjusted } = cell;
            return { ...where, lost, difference, se, adjusted, verdict: verdicts[toMap(cell).kind] };
          }),
        }}
      >
        {given.length > 0 ? (
          <CellMap
            title={t("cells.title")}
            description={t("cells.description")}
            columns={order.map((s) => ({ key: streets[s]!.id, label: name(s) }))}
            rows={rows.map(({ item, dimension, cells }, r) => ({
              key: item,
              number: number(item),
              label: question(item),
              heading:
                !ofItems || dimension === rows[r - 1]?.dimension ? null : t(`waves:dimension.${dimension}`),
              cells: order.map((s) => toMap(cells[s]!)),
            }))}
          />
        ) : null}
      </ChartFrame>
      {given.length > 0 ? (
        <p className="mt-2 hidden max-w-[800px] text-ink-soft print:block">
          {t("cells.notPrinted", { count: all.length })}
        </p>
      ) : null}
      <div className="no-print mt-2">
        <ChoiceLinks
          label={t("cells.rows")}
          param="rows"
          chosen={detail}
          choices={[
            { value: "item", label: t("cells.byItem") },
            { value: "dimension", label: t("cells.byDimension") },
          ]}
        />
      </div>
      {[...reasons].map(([reason, count]) => (
        <p key={reason} className="mt-2 max-w-[800px] text-ink-soft">
          {t("cells.withheld", { count, reason })}
        </p>
      ))}
    </div>
  );
}
