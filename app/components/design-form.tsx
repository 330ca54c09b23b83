import { Form, useNavigation, useSubmit } from "@remix-run/react";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { NUMBERS, RULES, type NumberName } from "#app/design/design-inputs.ts";
import type { PageOf } from "#app/design/read-design-page.server.ts";
import { useLocalName } from "#app/present/local-name.ts";
import { ChoiceField, DesignNumber, type NumberContext } from "./design-fields.tsx";

/** Wait for the next keystroke before asking the server again. */
const PAUSE_MS = 350;

/** Everything a plan is worked out from, in the address: works without a script, and with one by itself. */
export function DesignForm({ page }: { page: PageOf<"draft"> }) {
  const { inputs, problems, typed, toKeep } = page;
  const { t } = useTranslation("design");
  const localName = useLocalName();
  const submit = useSubmit();
  const navigation = useNavigation();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const context: NumberContext = { inputs, problems, typed, known: page.known, knownFrom: page.knownFrom };
  const number = (name: NumberName, unit?: string, range?: readonly [number, number] | null) => (
    <DesignNumber key={name} name={name} unit={unit} range={range} context={context} />
  );
  return (
    <Form
      id="design"
      method="get"
      preventScrollReset
      replace
      noValidate
      className="grid content-start gap-6"
      aria-busy={navigation.state === "loading"}
      onChange={(event) => {
        const form = event.currentTarget;
        clearTimeout(timer.current);
        timer.current = setTimeout(
          () => submit(form, { method: "get", replace: true, preventScrollReset: true }),
          PAUSE_MS,
        );
      }}
    >
      {problems.length > 0 ? (
        <p role="alert" className="note note-stop">
          {t("problem.numbers")}
        </p>
      ) : null}
      <Group title={t("group.goal")}>
        <ChoiceField name="goal" value="margin" chosen={inputs.goal} label={t("goal.margin")}>
          {number("margin", t("unit.points"))}
          {number("householdPart", "%")}
        </ChoiceField>
        <ChoiceField name="goal" value="interviews" chosen={inputs.goal} label={t("goal.interviews")}>
          {number("householdInterviews")}
          {number("interceptInterviews")}
        </ChoiceField>
      </Group>
      <Group title={t("group.rule")}>
        <label className="grid gap-1">
          <span className="sr-only">{t("group.rule")}</span>
          <select name="rule" defaultValue={inputs.rule} className="input">
            {RULES.map((rule) => (
              <option key={rule} value={rule}>
                {t(`rule.${rule}`)}
              </option>
            ))}
          </select>
        </label>
        <p className="text-[0.9375rem] text-ink-soft">{t(`ruleMeans.${inputs.rule}`)}</p>
        {inputs.rule === "power" ? number("exponent") : <Kept name="exponent" inputs={inputs} />}
        {number("leastCommunities")}
        {number("leastSessions")}
      </Group>
      <Group title={t("group.takes")}>
        {number("dwellings")}
        {number("responseRate", "%")}
        {number("interviewsPerSession")}
      </Group>
      <Group title={t("group.lambda")}>
        <DesignNumber name="lambda" context={context} />
      </Group>
      <Folded title={t("group.assumptions")} open={problems.some((name) => /Sd|Correlation|Cv2/.test(name))}>
        <p className="text-[0.9375rem] text-ink-soft">
          {page.knownFrom ? t("assumption.from", { wave: localName(page.knownFrom) }) : t("assumption.none")}
        </p>
        {number("householdSd", t("unit.points"))}
        {number("householdCorrelation", undefined, page.correlationRange.household ?? [0.01, 0.1])}
        {number("householdCv2")}
        {number("interceptSd", t("unit.points"))}
        {number("interceptCorrelation", undefined, page.correlationRange.intercept ?? [0.01, 0.1])}
        {number("interceptCv2")}
      </Folded>
      <Folded title={t("group.reserve")} open={problems.some((name) => /replicates|reserve|keep/.test(name))}>
        {number("replicates")}
        {number("reserveDwellings")}
        {toKeep.length > 0 ? (
          <>
            <label className="grid gap-1">
              <span className="font-semibold">{t("keep.label")}</span>
              <span className="text-[0.9375rem] text-ink-soft">{t("keep.hint")}</span>
              <select name="keep" defaultValue={inputs.keep ?? ""} className="input">
                <option value="">{t("keep.none")}</option>
                {toKeep.map((wave) => (
                  <option key={wave.id} value={wave.id}>
                    {localName(wave)}
                  </option>
                ))}
              </select>
            </label>
            {number("keepPart", "%")}
          </>
        ) : (
          <p className="text-[0.9375rem] text-ink-soft">{t("keep.first")}</p>
        )}
      </Folded>
      <Group title={t("group.interceptRule")}>
        <ChoiceField
          name="interceptRule"
          value="every-kth"
          chosen={inputs.interceptRule}
          label={t("interceptRule.every-kth")}
        >
          <p className="text-[0.9375rem] text-ink-soft">{t("interceptRule.every-kthMeans")}</p>
        </ChoiceField>
        <ChoiceField
          name="interceptRule"
          value="quota"
          chosen={inputs.interceptRule}
          label={t("interceptRule.quota")}
        >
          <p className="text-[0.9375rem] text-ink-soft">{t("interceptRule.quotaMeans")}</p>
        </ChoiceField>
      </Group>
      <Folded title={t("group.cost")} open={problems.some((name) => /PerDay/.test(name))}>
        {number("dwellingsPerDay")}
        {number("sessionsPerDay")}
      </Folded>
      <p>
        <button className="button button-plain">{t("recalculate")}</button>
      </p>
    </Form>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-3 border-t border-line-strong pt-3">
      <legend className="float-left w-full text-[1.0625rem] font-semibold">{title}</legend>
      {children}
    </fieldset>
  );
}

function Folded({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details className="border-t border-line-strong" open={open}>
      <summary className="flex min-h-[48px] cursor-pointer items-center text-[1.0625rem] font-semibold">
        <span aria-hidden="true" className="mr-2">
          ▸
        </span>
        {title}
      </summary>
      <div className="grid gap-3 pb-2">{children}</div>
    </details>
  );
}

/** A field that is not shown keeps its number. */
function Kept({ name, inputs }: { name: keyof typeof NUMBERS; inputs: PageOf<"draft">["inputs"] }) {
  return <input type="hidden" name={name} value={inputs[name]} />;
}
