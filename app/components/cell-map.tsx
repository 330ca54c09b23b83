import { Fragment, useId, type CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { usePrinting } from "#app/present/use-printing.ts";
import { Hatch } from "./hatch.tsx";

export interface MapCell {
  /** "alike": not told apart from the whole. */
  kind: "worse" | "better" | "alike" | "withheld";
  text: string;
  /** How far it is from the whole, for the depth of the colour. */
  size: number;
}

interface CellMapProps {
  title: string;
  description: string;
  columns: readonly { key: string; label: string }[];
  rows: readonly {
    key: string;
    number: string;
    label: string;
    heading: string | null;
    cells: readonly MapCell[];
  }[];
}

const CELL = { width: 58, height: 24 };
/** More columns than this could not be read on paper: they go on to a second map below the first. */
const PAPER = { columns: 12, left: 250 };
/** What stands before the cells on wide pages takes what is left of the page's width, within reason. */
const PAGE = 1120;
const leftOf = (columns: number, top: number) =>
  Math.min(430, Math.max(210, PAGE - columns * CELL.width - 0.7 * top));
/** On phones the short name alone stands before the cells, and stays there when the map is pushed sideways. */
const shortOf = (rows: CellMapProps["rows"]) => 16 + Math.max(...rows.map(({ number }) => widthOf(number)));
const HEADING = 24;
const MARKS = { worse: "▼", better: "▲", alike: "", withheld: "" };

/**
 * Rows × columns, two hues for more and for less, deeper for farther, with a mark in each cell that differs; pale where
 * nothing differs, hatched where nothing is known. Wider than the page it is pushed sideways; on paper it is cut.
 */
export function CellMap(props: CellMapProps) {
  const { rows } = props;
  const { t } = useTranslation("losses");
  const layout = layOut(props);
  const [short, left] = [shortOf(rows), leftOf(props.columns.length, layout.top)];
  const most = Math.max(...rows.flatMap(({ cells }) => cells.map(({ size }) => size)));
  const sheets = usePrinting() ? inSheets(props) : null;
  return (
    // Focusable, so that a keyboard can push it sideways.
    <div
      className="overflow-x-auto print:overflow-visible"
      role="region"
      aria-label={t("cells.pushed")}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <div className="relative max-md:w-max print:w-auto!">
        <div
          aria-hidden="true"
          className="sticky left-0 z-10 bg-paper text-[14px] md:hidden print:hidden"
          style={{ width: short, height: layout.height, marginBottom: -layout.height }}
        >
          {rows.map(({ key, number, heading }, r) => (
            <Fragment key={key}>
              {heading ? (
                <strong className="absolute left-0 whitespace-nowrap" style={{ top: layout.places[r]! - 22 }}>
                  {heading}
                </strong>
              ) : null}
              <span className="absolute right-2 whitespace-nowrap" style={{ top: layout.places[r]! + 2 }}>
                {number}
              </span>
            </Fragment>
          ))}
        </div>
        {/* On phones the long names are pushed out of sight, below the short ones. */}
        <div
          className="max-md:ml-(--push) print:ml-0!"
          style={{ "--push": `${short - left}px` } as CSSProperties}
        >
          {sheets ? (
            sheets.map((sheet) => (
              <div key={sheet.columns[0]?.key} className="mb-4 break-inside-avoid">
                <Cells {...sheet} left={PAPER.left} layout={layout} most={most} />
              </div>
            ))
          ) : (
            <Cells {...props} left={left} layout={layout} most={most} />
          )}
        </div>
      </div>
    </div>
  );
}

/** The same map in parts of about as many columns each. */
function inSheets({ columns, rows, ...words }: CellMapProps): CellMapProps[] {
  const size = Math.ceil(columns.length / Math.ceil(columns.length / PAPER.columns));
  const starts = columns.map((_, c) => c).filter((c) => c % size === 0);
  return starts.map((from) => ({
    ...words,
    columns: columns.slice(from, from + size),
    rows: rows.map((row) => ({ ...row, cells: row.cells.slice(from, from + size) })),
  }));
}

interface Layout {
  top: number;
  places: number[];
  height: number;
}

/** Where each row begins; names of columns stand upright in Chinese and aslant in Latin letters. */
function layOut({ rows, columns }: CellMapProps): Layout {
  const longest = Math.max(...columns.map(({ label }) => widthOf(label)));
  const top = Math.min(150, Math.max(30, 0.72 * longest + 22));
  let y = top;
  const places = rows.map(({ heading }) => {
    if (heading) y += HEADING;
    const place = y;
    y += CELL.height;
    return place;
  });
  return { top, places, height: y + 4 };
}

/** About how many pixels a text is wide at 14. */
const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter > "⺀" ? 14 : 7.4), 0);

function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = "";
  for (const letter of text) {
    if (widthOf(`${kept}${letter}…`) > width) break;
    kept += letter;
  }
  return `${kept}…`;
}

interface CellsProps extends CellMapProps {
  left: number;
  layout: Layout;
  /** The farthest of all cells from the whole: the deepest colour. */
  most: number;
}

function Cells({ title, description, columns, rows, left, layout, most }: CellsProps) {
  const id = useId();
  const { top, places, height } = layout;
  const x = (c: number) => left + c * CELL.width;
  const width = x(columns.length) + 0.7 * top;
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      className="block print:h-auto print:max-w-full"
      fontSize={14}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <defs>
        <Hatch id={`${id}-hatch`} />
      </defs>
      {columns.map(({ key, label }, c) => (
        <text
          key={key}
          transform={`translate(${x(c) + CELL.width / 2}, ${top - 6}) rotate(-42)`}
          className="fill-ink"
        >
          {cut(label, 170)}
        </text>
      ))}
      {rows.map(({ key, number, label, heading, cells }, r) => (
        <g key={key}>
          {heading ? (
            <text x={0} y={places[r]! - 7} fontWeight={650} className="fill-ink">
              {heading}
            </text>
          ) : null}
          <text x={0} y={places[r]! + 17} className="fill-ink">
            {cut(`${number}  ${label}`, left - 12)}
          </text>
          <g fontSize={13} textAnchor="end">
            {cells.map((cell, c) => (
              <Cell
                key={columns[c]!.key}
                cell={cell}
                x={x(c)}
                y={places[r]!}
                depth={most > 0 ? cell.size / most : 0}
                hatch={`url(#${id}-hatch)`}
              />
            ))}
          </g>
        </g>
      ))}
    </svg>
  );
}

interface CellProps {
  cell: MapCell;
  x: number;
  y: number;
  /** 0 to 1. */
  depth: number;
  hatch: string;
}

const FILLS = {
  worse: "fill-worse stroke-worse",
  better: "fill-better stroke-better",
  alike: "fill-surface stroke-line",
  withheld: "stroke-line",
};

function Cell({ cell: { kind, text }, x, y, depth, hatch }: CellProps) {
  const differs = kind === "worse" || kind === "better";
  return (
    <>
      <rect
        x={x + 1}
        y={y + 1}
        width={CELL.width - 2}
        height={CELL.height - 2}
        fill={kind === "withheld" ? hatch : undefined}
        fillOpacity={differs ? 0.18 + 0.37 * depth : undefined}
        className={FILLS[kind]}
      />
      {kind === "withheld" ? null : (
        <text
          x={x + CELL.width - 6}
          y={y + 17}
          fontWeight={differs ? 650 : undefined}
          className={differs ? "fill-ink" : "fill-ink-soft"}
        >
          {text}
        </text>
      )}
      {MARKS[kind] ? (
        <text x={x + 5} y={y + 16} fontSize={10} textAnchor="start" className="fill-ink">
          {MARKS[kind]}
        </text>
      ) : null}
    </>
  );
}
