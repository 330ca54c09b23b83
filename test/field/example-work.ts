import type { FieldWork, WorkCase } from "#app/field/work-types.ts";

export const dwelling = (id: string, walkOrder: number, change: Partial<WorkCase> = {}): WorkCase => ({
  id,
  waveId: "wave",
  mode: "household",
  walkOrder,
  streetId: "street",
  communityNameZh: "柳岸社区",
  communityNameEn: "Willow Bank",
  address: `柳岸路 ${walkOrder} 号`,
  selectionSeed: `seed-${id}`,
  visits: [],
  roster: null,
  responseOutcome: null,
  plannedOn: null,
  site: null,
  slot: null,
  interval: null,
  ...change,
});

export const exampleWork = (cases: WorkCase[] = [], userId = "volunteer"): FieldWork => ({
  serverTime: new Date().toISOString(),
  city: { id: "city", code: "demo", nameZh: "示范市", nameEn: "Demo", timeZone: "Asia/Shanghai" },
  user: { id: userId, name: "林" },
  waves: [
    {
      id: "wave",
      code: "2026-06",
      nameZh: "六月",
      nameEn: "June",
      status: "open",
      startsOn: "2026-06-01",
      endsOn: "2026-06-30",
      questionnaireVersionId: "version-1",
    },
  ],
  questionnaires: [{ versionId: "version-1", definition: { pages: [] } }],
  streets: [],
  cases,
});
