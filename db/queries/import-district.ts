import { v7 as uuidv7 } from "uuid";
import type { AgeBand, Sex } from "#surveys/vocabulary.ts";
import type { Database } from "../client.ts";
import { insertRows } from "../insert-rows.ts";
import {
  areaCovariates,
  type Boundary,
  communities,
  controlTotals,
  districts,
  dwellingAddresses,
  dwellings,
  type SITE_KINDS,
  siteSlots,
  sites,
  slots,
  streets,
} from "../schema/index.ts";

interface Named {
  code: string;
  nameZh: string;
  nameEn: string;
}

interface Place {
  longitude: number | null;
  latitude: number | null;
}

/** A district with its lists and known figures; codes are unique in the city. */
export interface DistrictImport extends Named {
  streets: StreetImport[];
  slots: (Named & { dayType: "weekday" | "weekend"; startsAt: string; endsAt: string })[];
  /** The day that the population figures and covariates are of. */
  asOf: string;
}

export interface StreetImport extends Named {
  boundary: Boundary | null;
  /** With the addresses of its dwellings in the order of the listing, which is the walking order. */
  communities: (Named & Place & { addresses: readonly string[] })[];
  /** With the persons that pass in one slot, by the slot's code. */
  sites: (Named & Place & { kind: (typeof SITE_KINDS)[number]; footfall: Record<string, number> })[];
  /** Eligible residents. */
  population: { ageBand: AgeBand; sex: Sex; persons: number }[];
  covariates: Record<string, number>;
}

export interface ImportedDistrict {
  districtId: string;
  /** By code. */
  streetIds: Map<string, string>;
}

/** Writes a whole district with its dwellings, in one transaction. */
export async function importDistrict(
  db: Database,
  cityId: string,
  district: DistrictImport,
): Promise<ImportedDistrict> {
  return db.transaction(async (tx) => {
    const districtId = uuidv7();
    const { code, nameZh, nameEn } = district;
    await tx.insert(districts).values({ cityId, id: districtId, code, nameZh, nameEn });
    const streetIds = new Map(district.streets.map((street) => [street.code, uuidv7()]));
    const idOf = (street: StreetImport) => streetIds.get(street.code)!;
    await insertRows(
      tx,
      streets,
      district.streets.map((street) => ({
        ...named(street),
        cityId,
        id: idOf(street),
        districtId,
        boundary: street.boundary,
      })),
    );
    for (const street of district.streets) await importCommunities(tx, cityId, idOf(street), street);
    await importSites(tx, cityId, district, idOf);
    await importFigures(tx, cityId, district, idOf);
    return { districtId, streetIds };
  });
}

const named = ({ code, nameZh, nameEn }: Named) => ({ code, nameZh, nameEn });
const placed = ({ longitude, latitude }: Place) => ({ longitude, latitude });

async function importCommunities(db: Database, cityId: string, streetId: string, street: StreetImport) {
  const listed = street.communities.map((community) => ({ id: uuidv7(), community }));
  const homes = listed.flatMap(({ id, community }) =>
    community.addresses.map((address, i) => ({ id: uuidv7(), communityId: id, position: i + 1, address })),
  );
  await insertRows(
    db,
    communities,
    listed.map(({ id, community }) => ({
      ...named(community),
      ...placed(community),
      cityId,
      id,
      streetId,
      dwellingCount: community.addresses.length,
    })),
  );
  await insertRows(
    db,
    dwellings,
    homes.map(({ id, communityId, position }) => ({ cityId, id, communityId, position })),
  );
  await insertRows(
    db,
    dwellingAddresses,
    homes.map(({ id, address }) => ({ cityId, dwellingId: id, address })),
  );
}

async function importSites(
  db: Database,
  cityId: string,
  district: DistrictImport,
  idOf: (street: StreetImport) => string,
) {
  const slotRows = district.slots.map((slot) => ({ ...slot, cityId, id: uuidv7() }));
  const slotIds = new Map(slotRows.map(({ code, id }) => [code, id]));
  await insertRows(db, slots, slotRows);
  const siteRows = district.streets.flatMap((street) =>
    street.sites.map((site) => ({ site, id: uuidv7(), streetId: idOf(street) })),
  );
  await insertRows(
    db,
    sites,
    siteRows.map(({ site, id, streetId }) => ({
      ...named(site),
      ...placed(site),
      cityId,
      id,
      streetId,
      kind: site.kind,
    })),
  );
  await insertRows(
    db,
    siteSlots,
    siteRows.flatMap(({ site, id: siteId }) =>
      Object.entries(site.footfall).map(([slot, footfall]) => {
        const slotId = slotIds.get(slot);
        if (!slotId)
          throw new Error(`site ${site.code} has a footfall for the slot ${slot}, which is not listed`);
        return { cityId, id: uuidv7(), siteId, slotId, footfall };
      }),
    ),
  );
}

async function importFigures(
  db: Database,
  cityId: string,
  { streets: list, asOf }: DistrictImport,
  idOf: (street: StreetImport) => string,
) {
  await insertRows(
    db,
    controlTotals,
    list.flatMap((street) =>
      street.population.map((cell) => ({ ...cell, cityId, streetId: idOf(street), asOf })),
    ),
  );
  await insertRows(
    db,
    areaCovariates,
    list.flatMap((street) =>
      Object.entries(street.covariates).map(([name, value]) => ({
        cityId,
        streetId: idOf(street),
        name,
        asOf,
        value,
      })),
    ),
  );
}
