import type { DistrictImport } from "#db/queries/import-district.ts";
import type { DemoDistrict } from "#surveys/demo/demo-district.ts";
import { dwellingAddress } from "#surveys/demo/dwelling-address.ts";
import { controlTotals } from "#surveys/demo/generate-district.ts";
import { AGE_BANDS } from "#surveys/vocabulary.ts";

/** The fictional district as a real one would be imported: lists, footfall and known figures, nobody's opinion. */
export function districtToImport(district: DemoDistrict, asOf: string): DistrictImport {
  const { streets, communities, sites, slots, siteSlots } = district;
  const totals = controlTotals(district);
  return {
    ...named(district.district.code, district.district),
    asOf,
    slots: slots.map(({ code, name, dayType, startsAt, endsAt }) => ({
      ...named(code, name),
      dayType,
      startsAt,
      endsAt,
    })),
    streets: streets.map(({ code, name, boundary, covariates }, street) => ({
      ...named(code, name),
      boundary,
      covariates,
      communities: communities
        .filter((community) => community.street === street)
        .map((community) => ({
          ...named(community.code, community.name),
          longitude: community.longitude,
          latitude: community.latitude,
          addresses: Array.from({ length: community.dwellings }, (_, i) =>
            dwellingAddress(district, community.firstDwelling + i),
          ),
        })),
      sites: sites.flatMap((site, place) =>
        site.street === street
          ? [
              {
                ...named(site.code, site.name),
                kind: site.kind,
                longitude: site.longitude,
                latitude: site.latitude,
                footfall: Object.fromEntries(
                  siteSlots
                    .filter((siteSlot) => siteSlot.site === place)
                    .map(({ slot, footfall }) => [slots[slot]?.code ?? "", footfall]),
                ),
              },
            ]
          : [],
      ),
      population: totals.flatMap((cell) =>
        cell.street === street
          ? [{ ageBand: AGE_BANDS[cell.ageBand] ?? "18-35", sex: cell.sex, persons: cell.persons }]
          : [],
      ),
    })),
  };
}

function named(code: string, { zh, en }: { zh: string; en: string }) {
  return { code, nameZh: zh, nameEn: en };
}
