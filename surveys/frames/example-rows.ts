import type { FrameKind } from "./frame-kinds.ts";

type Example = Readonly<Record<string, string>>;
type Both = readonly [zh: Example, en: Example];

const both = (shared: Example, zh: Example = {}, en: Example = {}): Both => [
  { ...shared, ...zh },
  { ...shared, ...en },
];

const LINXI = { nameZh: "临溪街道", nameEn: "Linxi Street" };
const PARK = { nameZh: "临溪公园", nameEn: "Linxi Park", longitude: "112.4123", latitude: "29.6051" };

/** Two rows of each list that its template shows, in Chinese and in English. Invented places. */
export const EXAMPLE_ROWS: Readonly<Record<FrameKind, readonly Both[]>> = {
  streets: [
    both({ code: "S01", ...LINXI }),
    both({ code: "S02", nameZh: "东桥街道", nameEn: "Dongqiao Street" }),
  ],
  communities: [
    both({
      street: "S01",
      code: "S01-01",
      nameZh: "柳岸社区",
      nameEn: "Liu'an Community",
      households: "1280",
      longitude: "112.4101",
      latitude: "29.6032",
    }),
    both({
      street: "S01",
      code: "S01-02",
      nameZh: "石井社区",
      nameEn: "Shijing Community",
      households: "960",
    }),
  ],
  dwellings: [
    both(
      { community: "S01-01", position: "1" },
      { address: "柳岸路1号1单元101室" },
      { address: "1 Liu'an Road, unit 1, room 101" },
    ),
    both(
      { community: "S01-01", position: "2" },
      { address: "柳岸路1号1单元102室" },
      { address: "1 Liu'an Road, unit 1, room 102" },
    ),
  ],
  sites: [
    both(
      {
        street: "S01",
        code: "S01-P1",
        ...PARK,
        slot: "WD-AM",
        slotNameZh: "工作日上午",
        slotNameEn: "Weekday morning",
        startsAt: "08:00",
        endsAt: "11:00",
        footfall: "420",
      },
      { kind: "公园", dayType: "工作日" },
      { kind: "park", dayType: "weekday" },
    ),
    both(
      {
        street: "S01",
        code: "S01-P1",
        ...PARK,
        slot: "WE-AM",
        slotNameZh: "周末上午",
        slotNameEn: "Weekend morning",
        startsAt: "08:00",
        endsAt: "11:00",
        footfall: "760",
      },
      { kind: "公园", dayType: "周末" },
      { kind: "park", dayType: "weekend" },
    ),
  ],
  population: [
    both(
      { street: "S01", ageBand: "18-35", persons: "5210", asOf: "2026-01-01" },
      { sex: "女" },
      { sex: "female" },
    ),
    both(
      { street: "S01", ageBand: "18-35", persons: "5034", asOf: "2026-01-01" },
      { sex: "男" },
      { sex: "male" },
    ),
  ],
  boundaries: [],
};
