import type { Language } from "../vocabulary.ts";

type Remark = Record<Language, string>;

/** What people say should be fixed first, by the dimension that they are least happy with. */
const REMARKS: Record<string, Remark[]> = {
  level: [
    {
      "zh-CN": "小区门口的路坑坑洼洼，下雨就积水。",
      en: "The road at the estate gate is full of holes and floods when it rains.",
    },
    {
      "zh-CN": "菜场后面的井盖松了，车一过就响。",
      en: "The manhole cover behind the market is loose and bangs when cars pass.",
    },
  ],
  bright: [
    {
      "zh-CN": "后街的路灯坏了快一个月。",
      en: "The lamps in the back lane have been out for almost a month.",
    },
    {
      "zh-CN": "楼道灯不亮，老人晚上不敢下楼。",
      en: "The stairwell is dark; old people will not go down at night.",
    },
  ],
  green: [
    { "zh-CN": "楼前绿地被人种了菜。", en: "Somebody grows vegetables on the lawn in front of our block." },
    { "zh-CN": "公园里的草枯了没人补种。", en: "The grass in the park has died and nobody replants it." },
  ],
  beautiful: [
    { "zh-CN": "外墙掉皮，小广告贴得到处都是。", en: "The walls are peeling and covered in stickers." },
    { "zh-CN": "老小区该翻新了。", en: "The old estate needs renovating." },
  ],
  clean: [
    { "zh-CN": "垃圾桶满了没人及时清。", en: "The bins overflow before anyone empties them." },
    { "zh-CN": "河边有味道，夏天更重。", en: "The river smells, worse in summer." },
  ],
  orderly: [
    { "zh-CN": "电动车占着人行道，推婴儿车过不去。", en: "Scooters block the pavement; a pram cannot pass." },
    { "zh-CN": "学校门口摆摊的太乱。", en: "The stalls by the school are a mess." },
  ],
  civility: [
    { "zh-CN": "遛狗不牵绳，也不捡。", en: "Dogs run without a lead and nobody picks up after them." },
    { "zh-CN": "有人从楼上往下扔东西。", en: "People throw things from the upper floors." },
  ],
  traffic: [
    { "zh-CN": "路口电动车总闯红灯。", en: "Scooters always run the red light at the crossing." },
    { "zh-CN": "早高峰公交站前乱停车。", en: "Cars stop in front of the bus station at rush hour." },
  ],
  counters: [
    {
      "zh-CN": "办事要跑两三趟，材料说不清楚。",
      en: "It takes two or three trips; nobody says clearly which papers are needed.",
    },
    { "zh-CN": "窗口开得少，排队太久。", en: "Too few counters are open and the queue is long." },
  ],
  schools: [
    {
      "zh-CN": "放学时校门口太堵，孩子过马路不安全。",
      en: "It is jammed when school ends, and crossing is not safe for children.",
    },
    { "zh-CN": "学校旁边的小店卖的零食不放心。", en: "I do not trust the snacks sold beside the school." },
  ],
  overall: [
    {
      "zh-CN": "说了几次都没有回音，希望有人管。",
      en: "We have reported it several times without an answer.",
    },
  ],
};

/** A remark on a dimension; `choice` in [0, 1) picks one. */
export function remark(dimension: string, choice: number, language: Language): string {
  const list = REMARKS[dimension] ?? (REMARKS.overall as Remark[]);
  return (list[Math.floor(choice * list.length)] as Remark)[language];
}
