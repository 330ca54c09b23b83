import { and, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "#db/client.ts";
import type { Viewer } from "#db/queries/find-viewer.ts";
import { addUpload } from "#db/queries/frame-uploads.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { cases, quarantine, type Role, userRoles, users } from "#db/schema/index.ts";
import { makeTinyCity, type TinyCase, type TinyCity } from "#test/db/tiny-city.ts";
import { bytesOf, type Fields, householdResponse, visit } from "#test/db/tiny-records.ts";

/** A street with the ids of what happened there. */
export interface BusyStreet {
  streetId: string;
  home: TinyCase;
  responseId: string;
  quarantineId: string;
}

export interface BusyCity extends TinyCity {
  own: BusyStreet;
  other: BusyStreet;
  uploadId: string;
  administrator: Viewer;
}

/** A tiny city where something happened in each street: an interview, a record in quarantine; and a list was uploaded. */
export async function makeBusyCity(db: Database): Promise<BusyCity> {
  const city = await makeTinyCity(db);
  const send = async (kind: "responses" | "visits", fields: Fields, viewer: Viewer) => {
    const input = { kind, bytes: bytesOf(fields), viewer, expectedCityId: city.cityId };
    await storeRecord(db, { ...input, language: "en" });
    return String(fields.id);
  };
  const happen = async (homes: TinyCase[], here: Viewer, elsewhere: Viewer): Promise<BusyStreet> => {
    const [home, next] = homes as [TinyCase, TinyCase];
    const [found] = await db.select().from(cases).where(eq(cases.id, home.id));
    const { streetId } = found!;
    const responseId = await send("responses", householdResponse(city, home), here);
    const recordId = await send("visits", visit(city, next), elsewhere);
    const [held] = await db
      .select()
      .from(quarantine)
      .where(and(eq(quarantine.cityId, city.cityId), eq(quarantine.recordId, recordId)));
    return { streetId, home, responseId, quarantineId: held!.id };
  };
  const { volunteer, otherVolunteer, districtId, cityId } = city;
  const own = await happen(city.ownHouseholds, volunteer, otherVolunteer);
  const other = await happen(city.otherHouseholds, otherVolunteer, volunteer);
  const administrator = await addPerson(db, city, "administrator", "city", null);
  const uploadId = uuidv7();
  await addUpload(db, {
    ...{ cityId, id: uploadId, districtId, kind: "communities", fileName: "list.csv", state: "checked" },
    ...{ body: new TextEncoder().encode("x"), sha256: new Uint8Array(32), uploadedBy: administrator.userId },
  });
  return { ...city, own, other, uploadId, administrator };
}

export async function addPerson(
  db: Database,
  { cityId }: TinyCity,
  role: Role,
  scope: "city" | "district" | "street",
  areaId: string | null,
): Promise<Viewer> {
  const userId = uuidv7();
  const login = `${role}-${userId}`;
  await db.insert(users).values({ cityId, id: userId, login, name: login, passwordHash: "none" });
  await db.insert(userRoles).values({ cityId, id: uuidv7(), userId, role, scope, areaId });
  return {
    ...{ sessionId: uuidv7(), userId, cityId, login, name: login, language: null },
    roles: [{ role, scope, areaId }],
  };
}
