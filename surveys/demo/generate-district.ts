import { deriveSeed } from "../sampling/random.ts";
import type { SamplingFrame } from "../sampling/sampling-frame.ts";
import { AGE_BANDS, SEXES } from "../vocabulary.ts";
import { ageBandIndex, isEligible } from "./demo-district.ts";
import type { ControlTotal, DemoDistrict, DemoStreet } from "./demo-district.ts";
import { generatePassages } from "./generate-passages.ts";
import { generateCommunities, generateSites, SLOTS } from "./generate-places.ts";
import type { DistrictSize } from "./generate-places.ts";
import { generateResidents } from "./generate-residents.ts";
import { hashedNormal, numericSeed } from "./hashed-noise.ts";
import { streetName } from "./place-names.ts";
import { streetShapes } from "./street-boundaries.ts";
import type { StreetShape } from "./street-boundaries.ts";

/** The seed of the district that a first start fills in, and that `npm run simulate` draws from. */
export const DEMO_SEED = "wenjie-demo";

/** "full": 12 streets, about 240 communities and 120,000 residents. "small": 4 streets, for tests. */
const SIZES: Record<"full" | "small", DistrictSize> = {
  full: {
    columns: 4,
    rows: 3,
    communitiesPerStreet: 20,
    leastDwellings: 60,
    meanDwellings: 200,
    mostDwellings: 450,
    meanFootfall: 430,
  },
  small: {
    columns: 2,
    rows: 2,
    communitiesPerStreet: 18,
    leastDwellings: 15,
    meanDwellings: 40,
    mostDwellings: 90,
    meanFootfall: 120,
  },
};

/**
 * A fictional district with streets, communities, dwellings, sites, slots, and everybody who lives or passes
 * there.
 *
 * The same seed and size give the same district everywhere. What people think is not in it: see
 * `createOpinions`, which fixes everybody's answers to a scoring sheet.
 *
 * @param seed  any text
 * @param size  "full" takes about a second, "small" some milliseconds
 */
export function generateDistrict(seed: string, size: "full" | "small" = "full"): DemoDistrict {
  const dimensions = SIZES[size];
  const noise = numericSeed(deriveSeed(seed, "streets"));
  const shapes = streetShapes(noise, dimensions.columns, dimensions.rows);
  const communities = generateCommunities(seed, dimensions, shapes);
  const { sites, siteSlots } = generateSites(seed, dimensions, shapes);
  const { dwellings, residents } = generateResidents(seed, communities);
  return {
    seed,
    city: { code: "chengzhou", zh: "澄州市", en: "Chengzhou City" },
    district: { code: "chenghu", zh: "澄湖区", en: "Chenghu District" },
    streets: shapes.map((shape, street) => {
      const inStreet = communities.filter((community) => community.street === street);
      const homes = inStreet.reduce((sum, community) => sum + community.dwellings, 0);
      return describeStreet(noise, street, shape, homes);
    }),
    communities,
    sites,
    slots: SLOTS,
    siteSlots,
    dwellings,
    residents,
    passages: generatePassages(seed, siteSlots, shapes.length),
  };
}

/**
 * How far a street's people are above or below the district's, in standard units; covariates follow it
 * loosely.
 */
export function streetQuality(streetSeed: number, street: number): number {
  return hashedNormal(streetSeed, 500 + street, 1);
}

function describeStreet(noise: number, street: number, shape: StreetShape, homes: number): DemoStreet {
  const quality = streetQuality(noise, street);
  const draw = (key: number) => hashedNormal(noise, 500 + street, key);
  const clip = (value: number, least: number, most: number, digits: number) =>
    Number(Math.min(most, Math.max(least, value)).toFixed(digits));
  return {
    code: `S${String(street + 1).padStart(2, "0")}`,
    name: streetName(street),
    boundary: { type: "Polygon", coordinates: [shape.ring] },
    covariates: {
      street_lights_per_km: clip(32 + 4 * quality + 3 * draw(2), 15, 55, 1),
      refuse_sorting_rate: clip(0.72 + 0.07 * quality + 0.05 * draw(3), 0.4, 0.97, 3),
      mean_estate_age: clip(19 - 3.5 * quality + 3 * draw(4), 4, 38, 1),
      green_space_share: clip(0.34 + 0.02 * quality + 0.05 * draw(5), 0.15, 0.55, 3),
      persons_per_km2: Math.round((homes * 2.5) / shape.areaKm2),
      hotline_complaints_per_1000: clip(22 - 3 * quality + 4 * draw(6), 5, 50, 1),
    },
  };
}

/** Eligible residents by street, age band and sex: the control totals that households are raked to. */
export function controlTotals(district: DemoDistrict): ControlTotal[] {
  const { residents, dwellings, communities, streets } = district;
  const counts = new Int32Array(streets.length * 6);
  for (let person = 0; person < residents.count; person++) {
    if (!isEligible(residents, person)) continue;
    const community = communities[dwellings.community[residents.dwelling[person] as number] as number];
    const cell = (community?.street ?? 0) * 6 + ageBandIndex(residents, person) * 2;
    counts[cell + (residents.sex[person] as number)]! += 1;
  }
  return streets.flatMap((_, street) =>
    AGE_BANDS.flatMap((_band, ageBand) =>
      SEXES.map((sex, s) => ({ street, ageBand, sex, persons: counts[street * 6 + ageBand * 2 + s] ?? 0 })),
    ),
  );
}

/** The lists that a wave of this district is drawn from, with codes as ids. */
export function samplingFrame(district: DemoDistrict): SamplingFrame {
  return {
    streets: district.streets.map((street, index) => ({
      id: street.code,
      communities: district.communities
        .filter((community) => community.street === index)
        .map((community) => ({ id: community.code, dwellings: community.dwellings })),
      siteSlots: district.siteSlots
        .filter((siteSlot) => siteSlot.street === index)
        .map((siteSlot) => ({
          id: siteSlot.code,
          siteId: district.sites[siteSlot.site]?.code ?? "",
          slotId: district.slots[siteSlot.slot]?.code ?? "",
          footfall: siteSlot.footfall,
        })),
    })),
  };
}
