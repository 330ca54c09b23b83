import siteEn from "./en/site.json" with { type: "json" };
import wavesEn from "./en/waves.json" with { type: "json" };
import siteZh from "./zh-CN/site.json" with { type: "json" };
import wavesZh from "./zh-CN/waves.json" with { type: "json" };

export const DEFAULT_NAMESPACE = "site";

/** What pages say, one namespace a room, both languages in every bundle so that a tablet has them offline. */
export const resources = {
  "zh-CN": { site: siteZh, waves: wavesZh },
  en: { site: siteEn, waves: wavesEn },
};
