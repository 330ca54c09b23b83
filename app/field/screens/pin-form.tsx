import { useId, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { isPin } from "../vault/vaults.ts";

interface PinFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  problem?: string | null;
  focused?: boolean;
}

/** Digits that nobody may read over the shoulder. */
export function PinField({ label, value, onChange, problem, focused }: PinFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="field-legend block">
        {label}
      </label>
      <input
        id={id}
        className="input field-big mt-1 w-full tracking-[0.3em]"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        value={value}
        ref={(input) => {
          if (focused && input && !input.dataset.met) {
            input.dataset.met = "yes";
            input.focus();
          }
        }}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={({ target }) => onChange(target.value.replace(/\D/g, ""))}
      />
      {problem ? (
        <p id={`${id}-problem`} className="mt-1 font-semibold text-stop" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

interface PinFormProps {
  /** Asks for the present one first. */
  withOld?: boolean;
  /** What is wrong, in a sentence; null when it is done. */
  onChosen: (pin: string, old: string) => Promise<string | null>;
}

/** A new PIN, entered twice. */
export function PinForm({ withOld = false, onChosen }: PinFormProps) {
  const { t } = useTranslation("pin");
  const [old, setOld] = useState("");
  const [pin, setPin] = useState("");
  const [again, setAgain] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (!isPin(pin)) return setProblem(t("choose.digits"));
    if (pin !== again) return setProblem(t("choose.different"));
    setBusy(true);
    setProblem(null);
    const wrong = await onChosen(pin, old).catch(() => t("failed"));
    setBusy(false);
    setProblem(wrong);
    if (wrong === null) for (const clear of [setOld, setPin, setAgain]) clear("");
  };
  return (
    <form className="grid gap-3" onSubmit={(event) => void submit(event)} noValidate data-pin-form>
      {withOld ? <PinField label={t("change.old")} value={old} onChange={setOld} /> : null}
      <PinField label={t("choose.pin")} value={pin} onChange={setPin} />
      <PinField label={t("choose.again")} value={again} onChange={setAgain} problem={problem} />
      <button className="button field-big" aria-disabled={busy}>
        {t(busy ? "working" : "choose.submit")}
      </button>
    </form>
  );
}
