import { AGE_BANDS, type AgeBand, type Sex } from "../vocabulary.ts";

export type SiteKind = "shopping" | "park" | "market" | "bus" | "hospital" | "school";
export type DayType = "weekday" | "weekend";

/** Words for each value, in both languages, as people write them in lists; small letters, no spaces. */
const SEX: Record<Sex, readonly string[]> = {
  male: ["男", "男性", "male", "m", "man", "men"],
  female: ["女", "女性", "female", "f", "woman", "women"],
};

const SITE: Record<SiteKind, readonly string[]> = {
  shopping: [
    "商场",
    "商业街",
    "购物中心",
    "商圈",
    "超市",
    "步行街",
    "shopping",
    "mall",
    "shoppingcentre",
    "shoppingcenter",
    "supermarket",
  ],
  park: ["公园", "广场", "绿地", "公园广场", "park", "square", "plaza"],
  market: ["市场", "菜市场", "农贸市场", "集贸市场", "market", "foodmarket"],
  bus: [
    "公交站",
    "公交",
    "车站",
    "公交车站",
    "地铁站",
    "客运站",
    "交通枢纽",
    "bus",
    "busstop",
    "busstation",
    "station",
  ],
  hospital: ["医院", "卫生院", "社区医院", "hospital", "clinic"],
  school: ["学校", "校园周边", "学校周边", "school", "schoolsurroundings"],
};

const DAY: Record<DayType, readonly string[]> = {
  weekday: ["工作日", "平日", "周一至周五", "weekday", "weekdays", "workday"],
  weekend: ["周末", "双休日", "休息日", "周六日", "weekend", "weekends"],
};

const lookUp = <T extends string>(words: Record<T, readonly string[]>) => {
  const entries = Object.entries<readonly string[]>(words) as [T, readonly string[]][];
  const known = new Map(entries.flatMap(([value, list]) => list.map((word) => [word, value] as const)));
  return (text: string): T | null =>
    known.get(
      text
        .normalize("NFKC")
        .toLowerCase()
        .replace(/[\s_-]+/g, ""),
    ) ?? null;
};

/** Female or male as lists write it; null for any other word. */
export const readSex = lookUp<Sex>(SEX);
/** The kind of a site as lists write it; null for any other word. */
export const readSiteKind = lookUp<SiteKind>(SITE);
/** Weekday or weekend as lists write it; null for any other word. */
export const readDayType = lookUp<DayType>(DAY);

/**
 * An age band however its ends are joined: `18-35`, `18–35岁`, `18至35`, `aged 18 to 35`.
 *
 * @returns null unless it is one of the three bands
 */
export function readAgeBand(text: string): AgeBand | null {
  const ends = text.normalize("NFKC").match(/\d+/g);
  return ends?.length === 2 ? (AGE_BANDS.find((band) => band === ends.join("-")) ?? null) : null;
}
