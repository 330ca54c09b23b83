import type { Sex } from "../vocabulary.ts";

export interface Name {
  zh: string;
  en: string;
}

/** A fictional district with everybody in it. People and passages are columns; "street" etc. are indexes. */
export interface DemoDistrict {
  seed: string;
  city: Name & { code: string };
  district: Name & { code: string };
  streets: DemoStreet[];
  communities: DemoCommunity[];
  sites: DemoSite[];
  slots: DemoSlot[];
  siteSlots: DemoSiteSlot[];
  dwellings: DemoDwellings;
  residents: DemoResidents;
  passages: DemoPassages;
}

export interface DemoStreet {
  code: string;
  name: Name;
  /** GeoJSON, WGS 84; the outer ring runs counter-clockwise (RFC 7946). The streets tile the district. */
  boundary: { type: "Polygon"; coordinates: number[][][] };
  /** By name: see `COVARIATES`. */
  covariates: Record<CovariateName, number>;
}

/** Unit of each street-level covariate. */
export const COVARIATES = {
  street_lights_per_km: "lamps per km of road",
  refuse_sorting_rate: "share of households, 0..1",
  mean_estate_age: "years",
  green_space_share: "share of area, 0..1",
  persons_per_km2: "residents per km²",
  hotline_complaints_per_1000: "a year, per 1,000 residents",
} as const;
export type CovariateName = keyof typeof COVARIATES;

export interface DemoCommunity {
  code: string;
  name: Name;
  street: number;
  longitude: number;
  latitude: number;
  /** Its dwellings are `firstDwelling` … `firstDwelling + dwellings − 1`, in listing order. */
  firstDwelling: number;
  dwellings: number;
  /** Housing estates (小区) that its addresses name. */
  estates: string[];
}

export type SiteKind = "shopping" | "park" | "market" | "bus" | "hospital" | "school";

export interface DemoSite {
  code: string;
  name: Name;
  kind: SiteKind;
  street: number;
  longitude: number;
  latitude: number;
}

export interface DemoSlot {
  code: string;
  name: Name;
  dayType: "weekday" | "weekend";
  /** "08:30" */
  startsAt: string;
  endsAt: string;
}

export interface DemoSiteSlot {
  code: string;
  site: number;
  slot: number;
  street: number;
  /** What the frame says pass; the passages that really happen differ by some per cent. */
  footfall: number;
  firstPassage: number;
  passages: number;
}

export interface DemoDwellings {
  count: number;
  community: Int32Array;
  /** Its residents are `firstResident[d]` … `firstResident[d + 1] − 1`. */
  firstResident: Int32Array;
}

/** Who lives or passes somewhere. */
export interface DemoPeople {
  count: number;
  age: Uint8Array;
  /** 0 female, 1 male: the index into `SEXES`. */
  sex: Uint8Array;
  /** 1 with half a year's residence in the city. */
  halfYear: Uint8Array;
}

export interface DemoResidents extends DemoPeople {
  dwelling: Int32Array;
}

export interface DemoPassages extends DemoPeople {
  siteSlot: Int32Array;
  /** Street of residence, −1 elsewhere. */
  residence: Int16Array;
  passesPerWeek: Uint8Array;
}

/** Eligible: half a year or more in the city, aged 18 to 65. */
export function isEligible(people: DemoPeople, person: number): boolean {
  const age = people.age[person] as number;
  return people.halfYear[person] === 1 && age >= 18 && age <= 65;
}

/** 0, 1, 2 for 18-35, 36-55, 56-65 (the index into `AGE_BANDS`); only for the eligible. */
export function ageBandIndex(people: DemoPeople, person: number): number {
  const age = people.age[person] as number;
  return age <= 35 ? 0 : age <= 55 ? 1 : 2;
}

export interface ControlTotal {
  street: number;
  /** Index into `AGE_BANDS`. */
  ageBand: number;
  sex: Sex;
  persons: number;
}
