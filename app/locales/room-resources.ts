import citizenEn from "./en/citizen.json" with { type: "json" };
import fieldEn from "./en/field.json" with { type: "json" };
import inviteEn from "./en/invite.json" with { type: "json" };
import interviewEn from "./en/interview.json" with { type: "json" };
import pinEn from "./en/pin.json" with { type: "json" };
import resultsEn from "./en/results.json" with { type: "json" };
import siteEn from "./en/site.json" with { type: "json" };
import citizenZh from "./zh-CN/citizen.json" with { type: "json" };
import fieldZh from "./zh-CN/field.json" with { type: "json" };
import inviteZh from "./zh-CN/invite.json" with { type: "json" };
import interviewZh from "./zh-CN/interview.json" with { type: "json" };
import pinZh from "./zh-CN/pin.json" with { type: "json" };
import resultsZh from "./zh-CN/results.json" with { type: "json" };
import siteZh from "./zh-CN/site.json" with { type: "json" };

/** What the tablet's and the citizens' pages say: small, for slow networks, and kept on the tablet in both languages. */
export const roomResources = {
  "zh-CN": {
    citizen: citizenZh,
    field: fieldZh,
    interview: interviewZh,
    invite: inviteZh,
    pin: pinZh,
    results: resultsZh,
    site: siteZh,
  },
  en: {
    citizen: citizenEn,
    field: fieldEn,
    interview: interviewEn,
    invite: inviteEn,
    pin: pinEn,
    results: resultsEn,
    site: siteEn,
  },
};
