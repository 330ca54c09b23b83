import casesEn from "./en/cases.json" with { type: "json" };
import casesZh from "./zh-CN/cases.json" with { type: "json" };
import citizenEn from "./en/citizen.json" with { type: "json" };
import designEn from "./en/design.json" with { type: "json" };
import fieldEn from "./en/field.json" with { type: "json" };
import fieldworkEn from "./en/fieldwork.json" with { type: "json" };
import frameEn from "./en/frame.json" with { type: "json" };
import qualityEn from "./en/quality.json" with { type: "json" };
import quotasEn from "./en/quotas.json" with { type: "json" };
import siteEn from "./en/site.json" with { type: "json" };
import wavesEn from "./en/waves.json" with { type: "json" };
import citizenZh from "./zh-CN/citizen.json" with { type: "json" };
import designZh from "./zh-CN/design.json" with { type: "json" };
import fieldZh from "./zh-CN/field.json" with { type: "json" };
import fieldworkZh from "./zh-CN/fieldwork.json" with { type: "json" };
import frameZh from "./zh-CN/frame.json" with { type: "json" };
import qualityZh from "./zh-CN/quality.json" with { type: "json" };
import quotasZh from "./zh-CN/quotas.json" with { type: "json" };
import siteZh from "./zh-CN/site.json" with { type: "json" };
import wavesZh from "./zh-CN/waves.json" with { type: "json" };

export const DEFAULT_NAMESPACE = "site";

/** What pages say, one namespace a room, both languages in every bundle so that a tablet has them offline. */
export const resources = {
  "zh-CN": {
    cases: casesZh,
    design: designZh,
    field: fieldZh,
    frame: frameZh,
    fieldwork: fieldworkZh,
    citizen: citizenZh,
    quality: qualityZh,
    quotas: quotasZh,
    site: siteZh,
    waves: wavesZh,
  },
  en: {
    cases: casesEn,
    design: designEn,
    field: fieldEn,
    frame: frameEn,
    fieldwork: fieldworkEn,
    citizen: citizenEn,
    quality: qualityEn,
    quotas: quotasEn,
    site: siteEn,
    waves: wavesEn,
  },
};
