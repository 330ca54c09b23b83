import type { Database } from "#db/client.ts";
import { type District, listDistricts } from "#db/queries/list-districts.ts";
import { readStreetsOfDistrict } from "#db/queries/read-streets-of-district.ts";

export interface DistrictAreas extends District {
  streets: District[];
}

/** Districts of a city with their streets: where a role can hold. */
export async function listAreas(database: Database, cityId: string): Promise<DistrictAreas[]> {
  const districts = await listDistricts(database, cityId);
  return Promise.all(
    districts.map(async (district) => ({
      ...district,
      streets: await readStreetsOfDistrict(database, cityId, district.id),
    })),
  );
}
