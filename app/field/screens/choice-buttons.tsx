import { useId } from "react";

interface ChoiceButtonsProps<T extends string> {
  legend: string;
  choices: readonly { value: T; label: string }[];
  value: T | null;
  onChoose: (value: T) => void;
}

/** A question with a few answers, each a button as big as a thumb. */
export function ChoiceButtons<T extends string>({ legend, choices, value, onChoose }: ChoiceButtonsProps<T>) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <p id={id} className="field-legend">
        {legend}
      </p>
      <div className="field-choices">
        {choices.map((choice) => (
          <button
            key={choice.value}
            type="button"
            className="button button-plain field-choice"
            aria-pressed={value === choice.value}
            onClick={() => onChoose(choice.value)}
          >
            {choice.label}
          </button>
        ))}
      </div>
    </div>
  );
}
