import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { openStore } from "#app/field/open-store.ts";
import { readBody, readRecords } from "#app/field/outbox.ts";
import { recordRoster } from "#app/field/record-visit.ts";
import { onStoreChange } from "#app/field/store-events.ts";
import { createVault } from "#app/field/vault/vaults.ts";

const owner = { ownerId: "volunteer", cityId: "city" };
const place = { id: "case", waveId: "wave", selectionSeed: "seed" };

test("where nobody is eligible the list and the visit's result are there together, in this order", async () => {
  const store = await openStore("record-roster");
  await createVault(store, { id: "volunteer", name: "林" }, "4711");
  const seen: Promise<string[]>[] = [];
  const kinds = async () => (await readRecords(store, "volunteer")).map(({ kind }) => kind);
  const stop = onStoreChange(() => seen.push(kinds()));
  const members = [{ age: 80, sex: "female" as const, residentHalfYear: true }];
  expect(await recordRoster(store, owner, place, members)).toBeNull();
  stop();
  expect(await Promise.all(seen)).toEqual([["rosters", "visits"]]);
  const [roster, visit] = await readRecords(store, "volunteer");
  expect(readBody({ ...visit!, kind: "visits" })).toMatchObject({ caseId: "case", disposition: "NE" });
  const [first, second] = [
    readBody({ ...roster!, kind: "rosters" }),
    readBody({ ...visit!, kind: "visits" }),
  ];
  expect(second.sequence).toBe(first.sequence! + 1);
});
