import { and, desc, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { areaCovariates, type Boundary, streets } from "../schema/index.ts";

/** Where a street lies and what is known of it beside the survey. */
export interface StreetPlace {
  boundary: Boundary | null;
  /** By name, the latest value of each. */
  covariates: Record<string, number>;
}

/** Outlines and covariates of a district's streets, by id. */
export async function readStreetPlaces(
  db: Database,
  cityId: string,
  districtId: string,
): Promise<Map<string, StreetPlace>> {
  const inDistrict = and(eq(streets.cityId, cityId), eq(streets.districtId, districtId));
  const [outlines, values] = await Promise.all([
    db.select({ id: streets.id, boundary: streets.boundary }).from(streets).where(inDistrict),
    db
      .select({ id: streets.id, name: areaCovariates.name, value: areaCovariates.value })
      .from(areaCovariates)
      .innerJoin(
        streets,
        and(eq(streets.cityId, areaCovariates.cityId), eq(streets.id, areaCovariates.streetId)),
      )
      .where(inDistrict)
      .orderBy(desc(areaCovariates.asOf)),
  ]);
  const places = new Map(
    outlines.map(({ id, boundary }): [string, StreetPlace] => [id, { boundary, covariates: {} }]),
  );
  for (const { id, name, value } of values) places.get(id)!.covariates[name] ??= value;
  return places;
}
