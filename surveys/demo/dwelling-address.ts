import type { DemoDistrict } from "./demo-district.ts";

const FLATS_A_FLOOR = 2;
const FLOORS = 6;
const UNITS = 3;

/**
 * The Chinese address of a dwelling: street, community, estate (小区), block (栋), stairwell (单元), flat (室).
 *
 * Listing order is walking order: flats of one stairwell stand together, then the next stairwell.
 *
 * @param dwelling  index into `district.dwellings`
 */
export function dwellingAddress(district: DemoDistrict, dwelling: number): string {
  const community = district.communities[district.dwellings.community[dwelling] ?? -1];
  const street = district.streets[community?.street ?? -1];
  if (!community || !street) throw new RangeError(`the district has no dwelling ${dwelling}`);
  const place = dwelling - community.firstDwelling;
  const perEstate = Math.ceil(community.dwellings / community.estates.length);
  const estate = community.estates[Math.floor(place / perEstate)] ?? "";
  const inEstate = place % perEstate;
  const flat = inEstate % FLATS_A_FLOOR;
  const floor = Math.floor(inEstate / FLATS_A_FLOOR) % FLOORS;
  const stairwell = Math.floor(inEstate / (FLATS_A_FLOOR * FLOORS));
  const block = Math.floor(stairwell / UNITS) + 1;
  const door = `${block}栋${(stairwell % UNITS) + 1}单元${floor + 1}0${flat + 1}室`;
  return `${street.name.zh}${community.name.zh}${estate}${door}`;
}
