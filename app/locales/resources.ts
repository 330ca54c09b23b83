import casesEn from "./en/cases.json" with { type: "json" };
import casesZh from "./zh-CN/cases.json" with { type: "json" };
import chartsEn from "./en/charts.json" with { type: "json" };
import chartsZh from "./zh-CN/charts.json" with { type: "json" };
import dataEn from "./en/data.json" with { type: "json" };
import checksEn from "./en/checks.json" with { type: "json" };
import checksZh from "./zh-CN/checks.json" with { type: "json" };
import designEn from "./en/design.json" with { type: "json" };
import fieldworkEn from "./en/fieldwork.json" with { type: "json" };
import frameEn from "./en/frame.json" with { type: "json" };
import ledgerEn from "./en/ledger.json" with { type: "json" };
import ledgerZh from "./zh-CN/ledger.json" with { type: "json" };
import lossesEn from "./en/losses.json" with { type: "json" };
import lossesZh from "./zh-CN/losses.json" with { type: "json" };
import overviewEn from "./en/overview.json" with { type: "json" };
import peopleEn from "./en/people.json" with { type: "json" };
import publishEn from "./en/publish.json" with { type: "json" };
import qualityEn from "./en/quality.json" with { type: "json" };
import quotasEn from "./en/quotas.json" with { type: "json" };
import streetsEn from "./en/streets.json" with { type: "json" };
import scoreEn from "./en/score.json" with { type: "json" };
import scoreZh from "./zh-CN/score.json" with { type: "json" };
import reportEn from "./en/report.json" with { type: "json" };
import reportZh from "./zh-CN/report.json" with { type: "json" };
import tabletsEn from "./en/tablets.json" with { type: "json" };
import trendsEn from "./en/trends.json" with { type: "json" };
import wavesEn from "./en/waves.json" with { type: "json" };
import dataZh from "./zh-CN/data.json" with { type: "json" };
import designZh from "./zh-CN/design.json" with { type: "json" };
import fieldworkZh from "./zh-CN/fieldwork.json" with { type: "json" };
import frameZh from "./zh-CN/frame.json" with { type: "json" };
import overviewZh from "./zh-CN/overview.json" with { type: "json" };
import peopleZh from "./zh-CN/people.json" with { type: "json" };
import publishZh from "./zh-CN/publish.json" with { type: "json" };
import qualityZh from "./zh-CN/quality.json" with { type: "json" };
import quotasZh from "./zh-CN/quotas.json" with { type: "json" };
import streetsZh from "./zh-CN/streets.json" with { type: "json" };
import tabletsZh from "./zh-CN/tablets.json" with { type: "json" };
import trendsZh from "./zh-CN/trends.json" with { type: "json" };
import wavesZh from "./zh-CN/waves.json" with { type: "json" };
import { roomResources } from "./room-resources.ts";

/** What all pages say, one namespace a room, in both languages. */
export const resources = {
  "zh-CN": {
    ...roomResources["zh-CN"],
    cases: casesZh,
    charts: chartsZh,
    data: dataZh,
    checks: checksZh,
    design: designZh,
    frame: frameZh,
    fieldwork: fieldworkZh,
    ledger: ledgerZh,
    losses: lossesZh,
    overview: overviewZh,
    people: peopleZh,
    publish: publishZh,
    quality: qualityZh,
    quotas: quotasZh,
    report: reportZh,
    streets: streetsZh,
    score: scoreZh,
    tablets: tabletsZh,
    trends: trendsZh,
    waves: wavesZh,
  },
  en: {
    ...roomResources.en,
    cases: casesEn,
    charts: chartsEn,
    data: dataEn,
    checks: checksEn,
    design: designEn,
    frame: frameEn,
    fieldwork: fieldworkEn,
    ledger: ledgerEn,
    losses: lossesEn,
    overview: overviewEn,
    people: peopleEn,
    publish: publishEn,
    quality: qualityEn,
    quotas: quotasEn,
    report: reportEn,
    streets: streetsEn,
    score: scoreEn,
    tablets: tabletsEn,
    trends: trendsEn,
    waves: wavesEn,
  },
};
