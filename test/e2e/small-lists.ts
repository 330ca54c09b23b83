/** A file to be uploaded. */
export interface ListFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const STREETS = [
  { code: "S01", nameZh: "临溪街道", nameEn: "Linxi Street" },
  { code: "S02", nameZh: "东桥街道", nameEn: "Dongqiao Street" },
] as const;
const COMMUNITIES = ["柳岸社区", "石井社区", "桂园社区"];
const DWELLINGS = 8;
const SLOTS = [
  ["WD-AM", "工作日上午", "工作日", "08:00", "11:00"],
  ["WD-PM", "工作日下午", "工作日", "15:00", "18:00"],
  ["WE-AM", "周末上午", "周末", "08:00", "11:00"],
];
const SITES = [
  ["P1", "公园", "街心公园"],
  ["M1", "市场", "农贸市场"],
];

type Cell = string | number;

function csv(
  name: string,
  rows: readonly (readonly Cell[])[],
  encode: (text: string) => Buffer = utf8,
): ListFile {
  const text = rows.map((row) => row.join(",")).join("\r\n");
  return { name, mimeType: "text/csv", buffer: encode(`${text}\r\n`) };
}

const utf8 = (text: string): Buffer => Buffer.from(text, "utf8");

/** As a spreadsheet on a Chinese Windows saves it: characters of two bytes, found by decoding every pair. */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder("gb18030");
  const pairs = new Map<string, [number, number]>();
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) pairs.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
  return Buffer.from(
    [...text].flatMap((char) => (char < "\u0080" ? [char.charCodeAt(0)] : pairs.get(char)!)),
  );
}

const places = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const communityCode = (street: string, i: number) => `${street}-0${i}`;

/** Households of the first community as the first, wrong file has them. */
export const WRONG_HOUSEHOLDS = "-8";
/** Its row as a spreadsheet counts. */
export const WRONG_ROW = 2;

function communityList(name: string, first: Cell): ListFile {
  const rows = STREETS.flatMap(({ code }) =>
    COMMUNITIES.map((community, i) => [code, communityCode(code, i + 1), community, DWELLINGS as Cell]),
  );
  rows[0]![3] = first;
  return csv(name, [["街道代码", "社区代码", "社区名称", "户数"], ...rows]);
}

/** Two streets of three communities of eight dwellings, two sites of three slots each; the streets' list in GB18030. */
export const SMALL_LISTS = {
  streets: csv(
    "街道.csv",
    [
      ["街道代码", "中文名称", "英文名称"],
      ...STREETS.map(({ code, nameZh, nameEn }) => [code, nameZh, nameEn]),
    ],
    gb18030,
  ),
  wrongCommunities: communityList("社区.csv", WRONG_HOUSEHOLDS),
  communities: communityList("社区-改.csv", DWELLINGS),
  dwellings: csv("住户.csv", [
    ["社区代码", "序号", "地址"],
    ...STREETS.flatMap(({ code, nameZh }) =>
      COMMUNITIES.flatMap((community, i) =>
        places(DWELLINGS).map((n) => [communityCode(code, i + 1), n, `${nameZh}${community}${n}号`]),
      ),
    ),
  ]),
  sites: csv("点位.csv", [
    [
      "街道代码",
      "点位代码",
      "类型",
      "点位名称",
      "时段代码",
      "时段名称",
      "日期类型",
      "开始时间",
      "结束时间",
      "人流量",
    ],
    ...STREETS.flatMap(({ code, nameZh }) =>
      SITES.flatMap(([site, kind, name]) =>
        SLOTS.map(([slot, slotName, day, from, to], i) => [
          ...[code, `${code}-${site}`, kind!, `${nameZh}${name}`],
          ...[slot!, slotName!, day!, from!, to!, 240 + 60 * i],
        ]),
      ),
    ),
  ]),
  population: csv("人口.csv", [
    ["街道代码", "年龄段", "性别", "人数", "截至日期"],
    ...STREETS.flatMap(({ code }) =>
      ["18-35", "36-55", "56-65"].flatMap((band) =>
        ["女", "男"].map((sex) => [code, band, sex, 60, "2026-01-01"]),
      ),
    ),
  ]),
  boundaries: boundaryFile(),
} satisfies Record<string, ListFile>;

function boundaryFile(): ListFile {
  const features = STREETS.map(({ code }, i) => {
    const [west, east, south, north] = [112.4 + 0.02 * i, 112.42 + 0.02 * i, 29.6, 29.62];
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const geometry = { type: "Polygon", coordinates: [ring] };
    return { type: "Feature", properties: { 街道代码: code }, geometry };
  });
  const text = JSON.stringify({ type: "FeatureCollection", features });
  return { name: "边界.geojson", mimeType: "application/geo+json", buffer: utf8(text) };
}
