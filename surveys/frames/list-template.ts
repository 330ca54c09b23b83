import type { Language } from "../vocabulary.ts";
import { EXAMPLE_ROWS } from "./example-rows.ts";
import { FRAME_COLUMNS } from "./frame-columns.ts";
import type { FrameKind } from "./frame-kinds.ts";

/**
 * The headings and two example rows of a list, to fill in.
 *
 * @returns rows of cells, the headings first
 */
export function listTemplate(kind: Exclude<FrameKind, "boundaries">, language: Language): string[][] {
  const columns = FRAME_COLUMNS[kind];
  const headings = columns.map(({ zh, en }) => (language === "en" ? en : zh)[0]!);
  const rows = EXAMPLE_ROWS[kind].map(([zh, en]) =>
    columns.map(({ key }) => (language === "en" ? en : zh)[key] ?? ""),
  );
  return [headings, ...rows];
}

/** A collection of two street outlines to show the form of a file of boundaries; degrees, longitude first. */
export function boundaryTemplate(language: Language) {
  const property = FRAME_COLUMNS.boundaries[0]![language === "en" ? "en" : "zh"][0]!;
  const square = (west: number, south: number) => [
    [west, south],
    [west + 0.02, south],
    [west + 0.02, south + 0.02],
    [west, south + 0.02],
    [west, south],
  ];
  const feature = (street: string, ring: number[][]) => ({
    type: "Feature" as const,
    properties: { [property]: street },
    geometry: { type: "Polygon" as const, coordinates: [ring] },
  });
  return {
    type: "FeatureCollection" as const,
    features: [feature("S01", square(112.4, 29.6)), feature("S02", square(112.42, 29.6))],
  };
}
