import { isEligible } from "#surveys/demo/demo-district.ts";
import { dwellingAddress } from "#surveys/demo/dwelling-address.ts";
import { controlTotals, generateDistrict, samplingFrame } from "#surveys/demo/generate-district.ts";
import { areaKm2 } from "#surveys/demo/street-boundaries.ts";
import { drawWaveSample } from "#surveys/sampling/draw-wave-sample.ts";
import { frameHash } from "#surveys/sampling/frame-hash.ts";
import { expect, test } from "vitest";

const full = generateDistrict("demo", "full");

test("makes the same district from the same seed, and another from another", () => {
  const again = generateDistrict("demo", "full");
  expect(frameHash(samplingFrame(again))).toBe(frameHash(samplingFrame(full)));
  expect(Buffer.compare(again.residents.age, full.residents.age)).toBe(0);
  expect(frameHash(samplingFrame(generateDistrict("other", "full")))).not.toBe(
    frameHash(samplingFrame(full)),
  );
});

test("has the size of a real district", () => {
  expect(full.streets).toHaveLength(12);
  expect(full.communities.length).toBeGreaterThan(210);
  expect(full.communities.length).toBeLessThan(270);
  const sizes = full.communities.map((community) => community.dwellings);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(60);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(450);
  expect(full.dwellings.count / full.communities.length).toBeGreaterThan(180);
  expect(full.dwellings.count / full.communities.length).toBeLessThan(220);
  expect(full.residents.count).toBeGreaterThan(100_000);
  expect(full.sites).toHaveLength(72);
  expect(full.siteSlots).toHaveLength(432);
});

test("gives every place a code and a name of its own, in both languages", () => {
  for (const places of [full.streets, full.communities, full.sites, full.slots]) {
    expect(new Set(places.map((place) => place.code)).size).toBe(places.length);
    expect(new Set(places.map((place) => place.name.zh)).size).toBe(places.length);
    expect(places.every((place) => /^[A-Z][A-Za-z' ]+$/.test(place.name.en))).toBe(true);
  }
});

test("fills dwellings with nobody to six eligible residents, some with nobody aged 18 to 65", () => {
  const { dwellings, residents } = full;
  const counts = new Array<number>(8).fill(0);
  let onlyIneligible = 0;
  for (let dwelling = 0; dwelling < dwellings.count; dwelling++) {
    const from = dwellings.firstResident[dwelling]!;
    const to = dwellings.firstResident[dwelling + 1]!;
    let eligible = 0;
    for (let person = from; person < to; person++) if (isEligible(residents, person)) eligible++;
    counts[eligible]! += 1;
    if (eligible === 0 && to > from) onlyIneligible++;
  }
  expect(counts.slice(0, 7).every((count) => count > 0)).toBe(true);
  expect(counts[7]).toBe(0);
  expect(onlyIneligible / dwellings.count).toBeGreaterThan(0.05);
});

test("counts every eligible resident once in the control totals", () => {
  const totals = controlTotals(full);
  expect(totals).toHaveLength(72);
  let eligible = 0;
  for (let person = 0; person < full.residents.count; person++)
    if (isEligible(full.residents, person)) eligible++;
  expect(totals.reduce((sum, total) => sum + total.persons, 0)).toBe(eligible);
  expect(Math.min(...totals.map((total) => total.persons))).toBeGreaterThan(200);
});

test("gives every dwelling of a community an address of its own", () => {
  const community = full.communities[17]!;
  const addresses = Array.from({ length: community.dwellings }, (_, i) =>
    dwellingAddress(full, community.firstDwelling + i),
  );
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(addresses[0]).toMatch(/^.+(街道|镇).+社区.+1栋1单元101室$/);
  expect(() => dwellingAddress(full, -1)).toThrow("no dwelling -1");
});

test("tiles the district with its streets: neighbours share their points, and areas add up", () => {
  const rings = full.streets.map((street) => street.boundary.coordinates[0] as [number, number][]);
  let total = 0;
  const edges = new Map<string, number>();
  for (const ring of rings) {
    expect(ring[0]).toEqual(ring.at(-1));
    const area = areaKm2(ring);
    expect(area).toBeGreaterThan(1);
    total += area;
    for (let i = 1; i < ring.length; i++) {
      edges.set(`${ring[i - 1]}|${ring[i]}`, (edges.get(`${ring[i - 1]}|${ring[i]}`) ?? 0) + 1);
    }
  }
  expect(Math.max(...edges.values())).toBe(1);
  const outside = [...edges.keys()].filter((edge) => !edges.has(edge.split("|").reverse().join("|")));
  expect(outside).toHaveLength((4 + 3) * 2 * 5); // only the district's own outline has no neighbour
  const next = new Map(outside.map((edge) => edge.split("|") as [string, string]));
  const outline = [outside[0]!.split("|")[0]!];
  while (outline.length <= outside.length) outline.push(next.get(outline.at(-1)!)!);
  expect(areaKm2(outline.map((point) => point.split(",").map(Number) as [number, number]))).toBeCloseTo(
    total,
    6,
  );
});

test("can be drawn from", () => {
  const plan = {
    communitiesPerStreet: 6,
    dwellingsPerCommunity: 32,
    sessionsPerStreet: 6,
    interviewsPerSession: 12,
  };
  const draw = drawWaveSample(samplingFrame(full), plan, "A");
  expect(draw.communities).toHaveLength(72);
  expect(draw.sessions).toHaveLength(72);
  expect(draw.communities.every((community) => community.pi < 1)).toBe(true);
});
