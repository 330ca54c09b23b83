import type { Random } from "../sampling/random.ts";
import type { Name, SiteKind } from "./demo-district.ts";

/** Parts of names; every place is fictional. */
const STREETS: [string, string][] = [
  ["云溪", "Yunxi"],
  ["柳桥", "Liuqiao"],
  ["望湖", "Wanghu"],
  ["青石", "Qingshi"],
  ["松鹤", "Songhe"],
  ["南塘", "Nantang"],
  ["双井", "Shuangjing"],
  ["梅园", "Meiyuan"],
  ["石榴", "Shiliu"],
  ["东坪", "Dongping"],
  ["鹿鸣", "Luming"],
  ["白荷", "Baihe"],
];
const FIRST: [string, string][] = [
  ["春", "Chun"],
  ["和", "He"],
  ["安", "An"],
  ["康", "Kang"],
  ["明", "Ming"],
  ["福", "Fu"],
  ["瑞", "Rui"],
  ["兰", "Lan"],
  ["桂", "Gui"],
  ["松", "Song"],
  ["竹", "Zhu"],
  ["荷", "He"],
  ["银", "Yin"],
  ["新", "Xin"],
  ["永", "Yong"],
  ["景", "Jing"],
  ["翠", "Cui"],
  ["丹", "Dan"],
  ["仁", "Ren"],
  ["书", "Shu"],
];
const LAST: [string, string][] = [
  ["泉", "quan"],
  ["里", "li"],
  ["桥", "qiao"],
  ["庭", "ting"],
  ["林", "lin"],
  ["湖", "hu"],
  ["山", "shan"],
  ["溪", "xi"],
  ["坊", "fang"],
  ["岭", "ling"],
  ["台", "tai"],
  ["港", "gang"],
  ["田", "tian"],
  ["塘", "tang"],
];
const ESTATE_ENDINGS = ["花园", "家园", "小区", "新村", "苑", "公寓"];
export const SITE_NAMES: Record<SiteKind, Name> = {
  shopping: { zh: "步行街", en: "shopping street" },
  park: { zh: "公园", en: "park" },
  market: { zh: "农贸市场", en: "food market" },
  bus: { zh: "公交站", en: "bus station" },
  hospital: { zh: "医院门口", en: "hospital entrance" },
  school: { zh: "小学校门", en: "school gate" },
};

/** Names of up to 12 streets; one is a town (镇), as districts often have. */
export function streetName(index: number): Name {
  const [zh, en] = STREETS[index % STREETS.length] as [string, string];
  return index === 9 ? { zh: `${zh}镇`, en: `${en} Town` } : { zh: `${zh}街道`, en: `${en} Subdistrict` };
}

/** The street's name without its kind, as sites carry it. */
export function streetStem(index: number): Name {
  const [zh, en] = STREETS[index % STREETS.length] as [string, string];
  return { zh, en };
}

/** All community names, each once, in a random order. */
export function communityNames(random: Random): Name[] {
  const names = FIRST.flatMap(([zh, en]) =>
    LAST.map(([zhEnd, enEnd]) => ({ zh: `${zh}${zhEnd}社区`, en: `${en}${enEnd} Community` })),
  );
  return random.shuffle(names);
}

/** Two to four housing estates of one community, such as 景林花园. */
export function estateNames(random: Random): string[] {
  const names = new Set<string>();
  const wanted = 2 + random.integer(3);
  while (names.size < wanted) {
    const first = FIRST[random.integer(FIRST.length)]?.[0] ?? "";
    const last = LAST[random.integer(LAST.length)]?.[0] ?? "";
    names.add(`${first}${last}${ESTATE_ENDINGS[random.integer(ESTATE_ENDINGS.length)] ?? ""}`);
  }
  return [...names];
}
