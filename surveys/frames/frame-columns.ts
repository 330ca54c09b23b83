import type { CellType, FrameKind } from "./frame-kinds.ts";

export interface FrameColumn {
  key: string;
  type: CellType;
  /** `column`: the column and every cell of it; `cell`: the column may be absent, but not empty where it is there. */
  needed: "column" | "cell" | "no";
  /** Headings that are understood; the first of each language is that of the template. */
  zh: readonly string[];
  en: readonly string[];
}

type Names = readonly string[];

const column = (
  key: string,
  type: CellType,
  needed: FrameColumn["needed"],
  zh: Names,
  en: Names,
): FrameColumn => ({ key, type, needed, zh, en });

const CODE_ZH = ["代码", "编码", "编号"];
const named = (word: string, name: string): Names => CODE_ZH.map((code) => `${word}${code}`).concat(name);

const STREET = column(
  "street",
  "code",
  "column",
  [...named("街道", "街道"), "所属街道", "乡镇街道", "镇街", "街镇"],
  ["street code", "street", "street id", "subdistrict", "subdistrict code", "town"],
);

const names = (zh: Names, en: Names): FrameColumn[] => [
  column(
    "nameZh",
    "name",
    "no",
    ["中文名称", ...zh, "名称", "中文名"],
    ["name in Chinese", "Chinese name", "name zh"],
  ),
  column(
    "nameEn",
    "name",
    "no",
    ["英文名称", "英文名", "英文"],
    ["name in English", "English name", "name en", ...en, "name"],
  ),
];

const PLACE = [
  column("longitude", "longitude", "no", ["经度"], ["longitude", "lon", "lng", "long", "x"]),
  column("latitude", "latitude", "no", ["纬度"], ["latitude", "lat", "y"]),
];

/**
 * The columns of each list in the order of its template. Columns are matched by name, never by place, so a list may
 * hold others and in any order.
 */
export const FRAME_COLUMNS: Readonly<Record<FrameKind, readonly FrameColumn[]>> = {
  streets: [
    column(
      "code",
      "code",
      "column",
      [...named("街道", "区划代码"), ...CODE_ZH],
      ["street code", "code", "street id", "id", "subdistrict code"],
    ),
    ...names(["街道名称", "街道", "街道名"], ["street name", "street"]),
    column("district", "code", "no", named("区县", "区代码"), ["district code", "district"]),
  ],
  communities: [
    STREET,
    column(
      "code",
      "code",
      "column",
      [...named("社区", "村居代码"), ...CODE_ZH],
      ["community code", "code", "community id", "id"],
    ),
    ...names(["社区名称", "社区", "村居", "社区名", "村居名称"], ["community name", "community"]),
    column(
      "households",
      "count",
      "column",
      ["户数", "住户数", "总户数", "家庭户数", "住宅数"],
      ["households", "dwellings", "number of households", "household count", "dwelling count"],
    ),
    ...PLACE,
  ],
  dwellings: [
    column(
      "community",
      "code",
      "column",
      [...named("社区", "社区"), "所属社区", "村居", "村居代码"],
      ["community code", "community", "community id"],
    ),
    column(
      "position",
      "position",
      "cell",
      ["序号", "顺序号", "顺序", "位置"],
      ["position", "order", "number", "no", "sequence"],
    ),
    column(
      "address",
      "address",
      "column",
      ["地址", "住址", "门牌", "详细地址", "门牌地址"],
      ["address", "dwelling", "street address"],
    ),
  ],
  sites: [
    STREET,
    column(
      "code",
      "code",
      "column",
      [...named("点位", "点位"), ...CODE_ZH],
      ["site code", "code", "site", "site id", "id"],
    ),
    column(
      "kind",
      "siteKind",
      "column",
      ["类型", "点位类型", "类别", "场所类型"],
      ["kind", "site kind", "type", "site type"],
    ),
    ...names(["点位名称", "场所名称"], ["site name"]),
    ...PLACE,
    column(
      "slot",
      "code",
      "column",
      [...named("时段", "时段")],
      ["slot code", "slot", "time slot", "slot id"],
    ),
    column(
      "slotNameZh",
      "name",
      "no",
      ["时段中文名称", "时段名称"],
      ["slot name in Chinese", "slot name zh"],
    ),
    column(
      "slotNameEn",
      "name",
      "no",
      ["时段英文名称"],
      ["slot name in English", "slot name en", "slot name"],
    ),
    column(
      "dayType",
      "dayType",
      "column",
      ["日期类型", "日类型", "工作日或周末"],
      ["day type", "day", "weekday or weekend"],
    ),
    column(
      "startsAt",
      "time",
      "column",
      ["开始时间", "开始", "起始时间"],
      ["start", "starts at", "start time"],
    ),
    column("endsAt", "time", "column", ["结束时间", "结束", "终止时间"], ["end", "ends at", "end time"]),
    column(
      "footfall",
      "count",
      "column",
      ["人流量", "客流量", "人流", "客流"],
      ["footfall", "passers-by", "visitors", "people passing"],
    ),
  ],
  population: [
    STREET,
    column("ageBand", "ageBand", "column", ["年龄段", "年龄", "年龄组"], ["age band", "age", "age group"]),
    column("sex", "sex", "column", ["性别"], ["sex", "gender"]),
    column(
      "persons",
      "count",
      "column",
      ["人数", "人口", "人口数", "常住人口"],
      ["persons", "population", "people", "residents"],
    ),
    column(
      "asOf",
      "date",
      "column",
      ["截至日期", "统计日期", "日期", "时点"],
      ["as of", "as-of date", "date"],
    ),
  ],
  boundaries: [STREET],
};
