import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import { connect } from "#db/client.ts";
import { storeRecord } from "#db/queries/store-record.ts";
import { questionnaireVersions, responses } from "#db/schema/index.ts";
import { createTestDatabase } from "#test/set-up/database.ts";
import { makeQuestionnaire, makeTinyCity } from "./tiny-city.ts";
import { bytesOf, householdResponse } from "./tiny-records.ts";

test("an interview begun with another version of the wave's questionnaire counts if the wave's sheet fits it", async () => {
  const database = await createTestDatabase();
  const { db, close } = connect(database.url);
  const city = await makeTinyCity(db);
  const of = eq(questionnaireVersions.id, city.versionId);
  const [{ id: _, ...version }] = (await db.select().from(questionnaireVersions).where(of)) as [
    typeof questionnaireVersions.$inferSelect,
  ];
  const [fitting, unfitting] = [uuidv7(), uuidv7()];
  await db.insert(questionnaireVersions).values({ ...version, id: fitting, version: 2 });
  const pages = (version.definition.pages as unknown[]).slice(0, -5);
  const shorter = { ...version.definition, pages };
  await db
    .insert(questionnaireVersions)
    .values({ ...version, id: unfitting, version: 3, definition: shorter });
  const foreign = await makeQuestionnaire(db);

  const send = (questionnaireVersionId: string, place: number) => {
    const bytes = bytesOf(householdResponse(city, city.ownHouseholds[place]!, { questionnaireVersionId }));
    const input = { kind: "responses" as const, bytes, viewer: city.volunteer, language: "en" as const };
    return storeRecord(db, { ...input, expectedCityId: city.cityId });
  };
  expect(await send(fitting, 0)).toMatchObject({ status: "stored" });
  expect(await send(unfitting, 1)).toMatchObject({ status: "quarantined", reason: "invalid-answers" });
  expect(await send(foreign.versionId, 2)).toMatchObject({
    status: "quarantined",
    reason: "invalid-answers",
  });
  const stored = await db.select().from(responses);
  expect(stored.map(({ questionnaireVersionId }) => questionnaireVersionId)).toEqual([fitting]);
  await close();
  await database.close();
});
