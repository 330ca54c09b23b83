import type { Dimension } from "#surveys/scoring-sheet.ts";

/** A problem of the demo's ledger. */
export interface LedgerProblem {
  /** Words of the comments that name it. */
  heard: string;
  item: Dimension;
  /** In the office's words. */
  text: string;
  /** When it was entered. */
  daysAgo: number;
  /** To put it right in; null: no date was set. */
  days: number | null;
  closed?: { after: number; as: "fixed" | "cancelled"; words: string };
}

const fixed = (after: number, words: string) => ({ after, as: "fixed" as const, words });

/** Some put right, some overdue, some open, one that was none; the oldest first. */
export const LEDGER_PROBLEMS: readonly LedgerProblem[] = [
  {
    ...{ heard: "路灯", item: "bright", text: "背街路灯连续多盏不亮，夜间出行不便", daysAgo: 26, days: 14 },
    closed: fixed(9, "背街损坏的11盏路灯已全部更换，并安排每周夜间巡查一次。"),
  },
  {
    ...{ heard: "井盖", item: "level", text: "菜场后侧井盖松动，车辆经过有异响", daysAgo: 24, days: 7 },
    closed: fixed(3, "松动的井盖已加垫重装，周边30个井盖逐一检查完毕。"),
  },
  { heard: "坑坑洼洼", item: "level", text: "小区出入口路面坑洼，雨天积水", daysAgo: 22, days: 14 },
  {
    ...{
      heard: "楼道灯",
      item: "bright",
      text: "老旧楼栋楼道灯不亮，老人夜间下楼有隐患",
      daysAgo: 20,
      days: 15,
    },
    closed: fixed(6, "楼道照明已改为声控灯，共更换42盏。"),
  },
  { heard: "有味道", item: "clean", text: "河道沿岸有异味，需排查雨污混接", daysAgo: 19, days: 15 },
  {
    ...{ heard: "垃圾桶", item: "clean", text: "垃圾投放点满溢，清运不及时", daysAgo: 18, days: 7 },
    closed: fixed(5, "投放点清运由每天一次增加到两次，周末增派一班。"),
  },
  { heard: "种了菜", item: "green", text: "楼前公共绿地被开垦种菜", daysAgo: 15, days: 20 },
  {
    ...{
      heard: "窗口开得少",
      item: "counters",
      text: "办事大厅高峰时段窗口少、排队久",
      daysAgo: 13,
      days: 7,
    },
    closed: fixed(6, "上午高峰时段增开两个窗口，办事材料清单已张贴，也可扫码查看。"),
  },
  {
    heard: "占着人行道",
    item: "orderly",
    text: "人行道被电动自行车占用，婴儿车无法通行",
    daysAgo: 12,
    days: 10,
  },
  {
    ...{ heard: "遛狗", item: "civility", text: "居民反映遛狗不牵绳", daysAgo: 11, days: 10 },
    closed: { after: 2, as: "cancelled", words: "与上月登记的是同一处，已在办理，不重复登记。" },
  },
  {
    ...{
      heard: "公交站前",
      item: "traffic",
      text: "早高峰公交站前违停，公交车无法靠站",
      daysAgo: 10,
      days: 10,
    },
    closed: fixed(7, "公交站前已施划禁停线，早高峰安排人员疏导。"),
  },
  { heard: "摆摊", item: "orderly", text: "校门口流动摊点占道经营", daysAgo: 9, days: 14 },
  { heard: "放学", item: "schools", text: "放学时段校门口拥堵，学生过马路不安全", daysAgo: 7, days: 14 },
  { heard: "外墙", item: "beautiful", text: "老旧小区外墙脱落，小广告较多", daysAgo: 6, days: 30 },
  { heard: "闯红灯", item: "traffic", text: "路口电动自行车闯红灯现象多", daysAgo: 4, days: null },
];
