import { createRandom, deriveSeed } from "../sampling/random.ts";
import type { Random } from "../sampling/random.ts";
import type { DemoCommunity, DemoSite, DemoSiteSlot, DemoSlot, SiteKind } from "./demo-district.ts";
import { communityNames, estateNames, SITE_NAMES, streetStem } from "./place-names.ts";
import type { StreetShape } from "./street-boundaries.ts";

/** How large a district to make. */
export interface DistrictSize {
  columns: number;
  rows: number;
  communitiesPerStreet: number;
  leastDwellings: number;
  meanDwellings: number;
  mostDwellings: number;
  meanFootfall: number;
}

export const SITE_KINDS: readonly SiteKind[] = ["shopping", "park", "market", "bus", "hospital", "school"];

/** Passers-by in each slot relative to the mean, by site: the order of `SLOTS`. */
const FOOTFALL_SHAPE: Record<SiteKind, number[]> = {
  shopping: [0.6, 1.2, 1.9, 1.2, 2.2, 2.4],
  park: [0.9, 0.5, 0.9, 1.2, 1.3, 1.0],
  market: [1.7, 0.8, 0.6, 1.9, 0.8, 0.5],
  bus: [1.8, 1.2, 1.5, 0.9, 1.0, 0.9],
  hospital: [1.5, 1.1, 0.4, 0.8, 0.6, 0.3],
  school: [1.4, 1.3, 0.4, 0.3, 0.3, 0.2],
};

export const SLOTS: DemoSlot[] = [
  slot("weekday", "morning", "工作日上午", "08:30", "10:30"),
  slot("weekday", "afternoon", "工作日下午", "14:30", "16:30"),
  slot("weekday", "evening", "工作日傍晚", "17:30", "19:30"),
  slot("weekend", "morning", "周末上午", "09:00", "11:00"),
  slot("weekend", "afternoon", "周末下午", "14:30", "16:30"),
  slot("weekend", "evening", "周末傍晚", "17:30", "19:30"),
];

function slot(
  dayType: DemoSlot["dayType"],
  part: string,
  zh: string,
  startsAt: string,
  endsAt: string,
): DemoSlot {
  const en = `${dayType === "weekday" ? "Weekday" : "Weekend"} ${part}`;
  return { code: `${dayType}-${part}`, name: { zh, en }, dayType, startsAt, endsAt };
}

/** Communities of unequal size: log-normal between the least and the most. */
export function generateCommunities(
  seed: string,
  size: DistrictSize,
  shapes: readonly StreetShape[],
): DemoCommunity[] {
  const random = createRandom(deriveSeed(seed, "communities"));
  const names = communityNames(random);
  const communities: DemoCommunity[] = [];
  let firstDwelling = 0;
  shapes.forEach((shape, street) => {
    const inStreet = size.communitiesPerStreet + random.integer(5) - 2;
    for (let i = 0; i < inStreet; i++) {
      const spread = Math.exp(0.45 * normal(random) - 0.1) * size.meanDwellings;
      const dwellings = Math.round(Math.min(size.mostDwellings, Math.max(size.leastDwellings, spread)));
      const [longitude, latitude] = placeIn(shape, random);
      communities.push({
        code: `S${pad(street + 1)}-C${pad(i + 1)}`,
        name: names[communities.length % names.length] as DemoCommunity["name"],
        street,
        longitude,
        latitude,
        firstDwelling,
        dwellings,
        estates: estateNames(random),
      });
      firstDwelling += dwellings;
    }
  });
  return communities;
}

/** Six sites in each street, each with its footfall in six slots. */
export function generateSites(
  seed: string,
  size: DistrictSize,
  shapes: readonly StreetShape[],
): { sites: DemoSite[]; siteSlots: DemoSiteSlot[] } {
  const random = createRandom(deriveSeed(seed, "sites"));
  const sites: DemoSite[] = [];
  const siteSlots: DemoSiteSlot[] = [];
  let firstPassage = 0;
  shapes.forEach((shape, street) => {
    const stem = streetStem(street);
    SITE_KINDS.forEach((kind, i) => {
      const [longitude, latitude] = placeIn(shape, random);
      const busyness = Math.exp(0.3 * normal(random));
      const code = `S${pad(street + 1)}-P${i + 1}`;
      const { zh, en } = SITE_NAMES[kind];
      const name = { zh: `${stem.zh}${zh}`, en: `${stem.en} ${en}` };
      sites.push({ code, name, kind, street, longitude, latitude });
      SLOTS.forEach((each, slotIndex) => {
        const shape = FOOTFALL_SHAPE[kind][slotIndex] ?? 1;
        const footfall = Math.max(20, Math.round(size.meanFootfall * busyness * shape));
        const passages = Math.max(10, Math.round(footfall * (0.9 + 0.2 * random.uniform())));
        siteSlots.push({
          code: `${code}-${each.code}`,
          site: sites.length - 1,
          slot: slotIndex,
          street,
          footfall,
          firstPassage,
          passages,
        });
        firstPassage += passages;
      });
    });
  });
  return { sites, siteSlots };
}

function placeIn({ centre }: StreetShape, random: Random): [number, number] {
  const offset = () => (random.uniform() - 0.5) * 0.0085;
  const round = (value: number) => Math.round(value * 1e5) / 1e5;
  return [round(centre[0] + offset()), round(centre[1] + offset())];
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
