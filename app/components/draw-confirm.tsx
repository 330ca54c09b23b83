import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { PageOf } from "#app/design/read-design-page.server.ts";
import { formatNumber, formatPercent, formatPeriod, formatPoints } from "#app/present/format-share.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { useLanguage } from "#app/present/use-format.ts";
import type { WaveSummary } from "#db/queries/list-waves.ts";
import { TextField } from "./text-field.tsx";

interface DrawConfirmProps {
  wave: Pick<WaveSummary, "id" | "nameZh" | "nameEn" | "startsOn" | "endsOn" | "questionnaire">;
  page: PageOf<"draw">;
  problem: { seed: string } | null;
  refused: { code: string; details: Record<string, string | number> } | null;
}

/** The last step before the draw: what becomes fixed, and the seed. */
export function DrawConfirm({ wave, page, problem, refused }: DrawConfirmProps) {
  const { t } = useTranslation("design");
  const localName = useLocalName();
  const language = useLanguage();
  const { cost, lambda, district, plan } = page.design;
  const kept = page.toKeep.find(({ id }) => id === plan.keep?.waveId);
  const number = (value: number) => formatNumber(value, language);
  const facts: [string, string][] = [
    ["period", formatPeriod(wave.startsOn, wave.endsOn, language)],
    [
      "questionnaire",
      t("details.version", { name: localName(wave.questionnaire), version: wave.questionnaire.version }),
    ],
    [
      "dwellings",
      t("confirm.dwellingsText", {
        communities: number(cost.communities),
        dwellings: number(cost.dwellings),
      }),
    ],
    ["reserve", number(cost.reserve)],
    ["sessions", number(cost.sessions)],
    ["interceptRule", t(`interceptRule.${plan.interceptRule ?? "every-kth"}`)],
    [
      "keep",
      kept && plan.keep
        ? t("confirm.keepText", { wave: localName(kept), part: formatPercent(plan.keep.part, language) })
        : t("keep.none"),
    ],
    ["lambda", formatNumber(lambda, language, 4)],
    ["margin", `± ${formatPoints(district.combined.margin, language)}`],
  ];
  return (
    <section className="mt-6 max-w-[800px]">
      <h2>{t("confirm.title")}</h2>
      {refused ? (
        <div role="alert" className="note note-stop mt-4">
          <h3>{t("drawError.title")}</h3>
          <p className="mt-1">
            {t([`drawError.${refused.code}`, "drawError.other"], { ...refused.details, code: refused.code })}
          </p>
          <p className="mt-2">
            <Link to="/frame">{t("toFrame")}</Link>
            {language === "en" ? " · " : "　"}
            <Link to=".">{t("confirm.back")}</Link>
          </p>
        </div>
      ) : null}
      <p className="mt-2">{t("confirm.text")}</p>
      <dl className="mt-4 border-y-2 border-ink">
        {facts.map(([name, value]) => (
          <div
            key={name}
            className="grid gap-x-4 border-b border-line py-2 last:border-b-0 sm:grid-cols-[16rem_1fr]"
          >
            <dt className="text-ink-soft">{t(`confirm.${name}`)}</dt>
            <dd className="font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      <Form
        method="post"
        action={`/waves/${wave.id}/design?step=draw`}
        noValidate
        className="mt-6 grid gap-6"
      >
        <input type="hidden" name="intent" value="draw" />
        <input type="hidden" name="seen" value={page.seen} />
        <TextField
          name="seed"
          label={t("seed.label")}
          hint={t("seed.hint")}
          defaultValue={problem?.seed ?? page.seed}
          error={problem ? t("problem.seed") : null}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
        />
        <p className="flex flex-wrap gap-2">
          <button className="button">{t("confirm.draw")}</button>
          <Link to="." className="button button-plain">
            {t("confirm.back")}
          </Link>
        </p>
      </Form>
    </section>
  );
}
