import { and, asc, eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { districts, type Role, streets } from "../schema/index.ts";
import type { Viewer } from "./find-viewer.ts";
import { streetScope } from "./street-scope.ts";

/** Who follows problems until they are put right. */
export const LEDGER_ROLES: readonly Role[] = ["supervisor", "analyst", "administrator"];

interface Area {
  id: string;
  nameZh: string;
  nameEn: string;
}

export interface LedgerStreet extends Area {
  code: string;
  district: Area;
}

/** Streets whose ledger a viewer reads and writes, by district and code. Whatever concerns the ledger is asked of these. */
export async function readLedgerStreets(db: Database, viewer: Viewer): Promise<LedgerStreet[]> {
  const { id, code, nameZh, nameEn } = streets;
  const all = await db
    .select({
      ...{ id, code, nameZh, nameEn },
      district: { id: districts.id, nameZh: districts.nameZh, nameEn: districts.nameEn },
    })
    .from(streets)
    .innerJoin(districts, and(eq(districts.cityId, streets.cityId), eq(districts.id, streets.districtId)))
    .where(eq(streets.cityId, viewer.cityId))
    .orderBy(asc(districts.code), asc(code));
  return all.filter((street) => isOfLedger(viewer, street.district.id, street.id));
}

/** Whether a street's ledger is the viewer's to read and write. */
export function isOfLedger(viewer: Viewer, districtId: string, streetId: string): boolean {
  const scope = streetScope(viewer, LEDGER_ROLES, districtId);
  return scope === "all" || scope.includes(streetId);
}
