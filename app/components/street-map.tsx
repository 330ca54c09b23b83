import { Link } from "@remix-run/react";
import { geoPath, geoTransform } from "d3-geo";
import { type ReactNode, useId } from "react";
import type { Boundary } from "#db/schema/areas.ts";

export interface MapStreet {
  id: string;
  name: string;
  boundary: Boundary | null;
  /** 0 to 1: the darker, the more. */
  amount: number;
  /** Written on the street: the figure, and a mark where it needs attention. */
  figure: string;
  attention: boolean;
  /** A second figure, below the first. */
  below?: string;
  /** Its shade is to be read with care. */
  hatched?: boolean;
  /** There is no figure. */
  missing?: boolean;
  /** What a reader of the screen is told. */
  label: string;
  to: string;
  chosen: boolean;
}

interface StreetMapProps {
  title: string;
  description: string;
  streets: readonly MapStreet[];
}

const WIDTH = 560;
const MARGIN = 4;
/** So many streets leave room for larger letters where the whole map is as wide as a phone. */
const ROOMY = 6;
/** One hue in five steps, so that neighbours can be told apart. */
const STEPS = [0.06, 0.2, 0.34, 0.5, 0.9];
const DARK = STEPS.at(-1)!;
export const shadeOf = (amount: number) => STEPS[Math.min(4, Math.floor(amount * 5))]!;

/** Streets shaded by an amount, each with its figure and a link. Drawn on the server. */
export function StreetMap({ title, description, streets }: StreetMapProps) {
  const id = useId();
  const drawn = streets.flatMap((street) =>
    street.boundary ? [{ ...street, boundary: street.boundary }] : [],
  );
  if (drawn.length === 0) return null;
  const { path, height } = layOut(drawn.map(({ boundary }) => boundary));
  // The chosen street's outline lies over its neighbours'.
  const inOrder = [...drawn].sort((a, b) => Number(a.chosen) - Number(b.chosen));
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="group"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-description`}
      className="block h-auto w-full max-w-[640px]"
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <defs>
        <Hatching id={`${id}-light`} colour="var(--color-ink)" />
        <Hatching id={`${id}-dark`} colour="var(--color-on-accent)" />
      </defs>
      {inOrder.map((street) => (
        <Street
          key={street.id}
          street={street}
          shape={street.boundary}
          path={path}
          hatching={id}
          isRoomy={drawn.length <= ROOMY}
        />
      ))}
    </svg>
  );
}

type Path = ReturnType<typeof geoPath>;

interface StreetProps {
  street: MapStreet;
  shape: Boundary;
  path: Path;
  /** Begins the ids of the hatchings. */
  hatching: string;
  /** There is room for letters of the page's size on a phone. */
  isRoomy: boolean;
}

function Street({ street, shape, path, hatching, isRoomy }: StreetProps) {
  const geometry = shape as GeoJSON.Geometry;
  const [x, y] = path.centroid(geometry);
  const [[left], [right]] = path.bounds(geometry);
  const shade = street.missing ? 0 : shadeOf(street.amount);
  const isDark = shade === DARK;
  const lines = linesWithin(street.name, right - left - 12);
  const top = y - ((lines.length + (street.below ? 1 : 0)) * 16) / 2 + 4;
  return (
    <Link
      to={street.to}
      preventScrollReset
      aria-label={street.label}
      aria-current={street.chosen ? "true" : undefined}
      className="group no-underline"
    >
      <path
        d={path(geometry) ?? undefined}
        fill="var(--color-accent)"
        fillOpacity={shade}
        stroke={
          street.chosen
            ? "var(--color-ink)"
            : street.missing
              ? "var(--color-line-strong)"
              : "var(--color-surface)"
        }
        strokeWidth={street.chosen ? 3 : 1.5}
        className="group-hover:stroke-ink"
      />
      {street.hatched ? (
        <path
          d={path(geometry) ?? undefined}
          fill={`url(#${hatching}-${isDark ? "dark" : "light"})`}
          pointerEvents="none"
        />
      ) : null}
      <g
        textAnchor="middle"
        fill={isDark ? "var(--color-on-accent)" : "var(--color-ink)"}
        stroke={isDark ? "none" : "var(--color-surface)"}
        strokeWidth="3"
        strokeLinejoin="round"
        paintOrder="stroke"
        fontSize="14"
        className={isRoomy ? "origin-center [transform-box:fill-box] max-sm:scale-150" : undefined}
      >
        {lines.map((line, i) => (
          <text key={line} x={x} y={top + i * 16} fontSize="13">
            {`${line} `}
          </text>
        ))}
        <text x={x} y={top + lines.length * 16 + 1} fontWeight="650">
          {street.attention ? <tspan aria-hidden="true">▼ </tspan> : null}
          {street.figure}
        </text>
        {street.below ? (
          <text x={x} y={top + (lines.length + 1) * 16 + 1} fontSize="13">
            {street.below}
          </text>
        ) : null}
      </g>
    </Link>
  );
}

/** Lines through a shade, wide enough apart to read what is written on them. */
function Hatching({ id, colour }: { id: string; colour: string }) {
  return (
    <pattern id={id} width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line x1="0" x2="0" y1="0" y2="9" stroke={colour} strokeOpacity="0.45" strokeWidth="1.5" />
    </pattern>
  );
}

interface MapKeyProps {
  shade: number;
  hatched?: boolean;
  children: ReactNode;
}

/** A shade of the map with what it means. */
export function MapKey({ shade, hatched = false, children }: MapKeyProps) {
  const id = useId();
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <svg width="16" height="16" aria-hidden="true">
        {hatched ? (
          <defs>
            <Hatching id={id} colour="var(--color-ink)" />
          </defs>
        ) : null}
        <rect width="16" height="16" fill="var(--color-accent)" fillOpacity={shade} />
        {hatched ? <rect width="16" height="16" fill={`url(#${id})`} /> : null}
        <rect width="15" height="15" x=".5" y=".5" fill="none" stroke="var(--color-line-strong)" />
      </svg>
      {children}
    </span>
  );
}

/** Chinese characters are as wide as they are high, letters about half. */
const textWidth = (text: string) =>
  [...text].reduce((width, letter) => width + (letter > "\u2e7f" ? 13 : 7.6), 0);

/** A name on one line, or on one for each of its words; none where it would stick out. */
function linesWithin(name: string, width: number): string[] {
  const fit = (line: string) => textWidth(line) < width;
  if (fit(name)) return [name];
  const words = name.split(" ");
  return words.length <= 3 && words.every(fit) ? words : [];
}

/** A plain projection, true to shape in the middle of the district: areas this small need no more. */
function layOut(boundaries: readonly Boundary[]): { path: Path; height: number } {
  const all = {
    type: "GeometryCollection",
    geometries: boundaries as GeoJSON.Geometry[],
  } satisfies GeoJSON.GeometryCollection;
  const [[west, south], [east, north]] = planarBounds(all);
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = (WIDTH - 2 * MARGIN) / ((east - west) * shrink || 1);
  const projection = geoTransform({
    point(longitude, latitude) {
      this.stream.point(MARGIN + (longitude - west) * shrink * scale, MARGIN + (north - latitude) * scale);
    },
  });
  return {
    path: geoPath(projection).digits(1),
    height: Math.ceil((north - south) * scale + 2 * MARGIN),
  };
}

/** In degrees, without the globe: rings may run either way round. */
function planarBounds(all: GeoJSON.GeometryCollection) {
  const asIs = geoTransform({
    point(x, y) {
      this.stream.point(x, y);
    },
  });
  return geoPath(asIs).bounds(all);
}
