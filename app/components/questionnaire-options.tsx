export interface Option {
  value: string;
  text: string;
}

interface OptionsProps {
  name: string;
  options: readonly Option[];
  chosen: string | null;
  common: Record<string, string | boolean | undefined>;
  /** What "don't know" and "refused" mean, for who does not see how they stand apart. */
  notKnown: string;
  notSaid: string;
  onChoose: (value: string) => void;
}

/** Not opinions: a row of their own, each with its own mark. */
const APART = ["dk", "refused"];

/** The answers, one a row; "don't know" and "prefer not to say" below them, apart from the answers and each other. */
export function QuestionnaireOptions({ options, common, ...rest }: OptionsProps) {
  const answers = options.filter(({ value }) => !APART.includes(value));
  const apart = options.filter(({ value }) => APART.includes(value));
  return (
    <div role="radiogroup" className="questionnaire__options" {...common}>
      {answers.map((option) => (
        <Row key={option.value} option={option} {...rest} />
      ))}
      {apart.length > 0 ? (
        <div className="questionnaire__apart">
          {apart.map((option) => (
            <Row key={option.value} option={option} {...rest} />
          ))}
        </div>
      ) : null}
    </div>
  );
}

type RowProps = Omit<OptionsProps, "options" | "common"> & { option: Option };

function Row({ option, name, chosen, notKnown, notSaid, onChoose }: RowProps) {
  const { value, text } = option;
  const isChosen = chosen === value;
  const meaning = value === "dk" ? notKnown : value === "refused" ? notSaid : null;
  const id = `${name}-${value}-meaning`;
  return (
    <label
      className={`questionnaire__option${isChosen ? " is-chosen" : ""}`}
      data-apart={meaning ? value : undefined}
    >
      <input
        type="radio"
        name={name}
        value={value}
        checked={isChosen}
        aria-describedby={meaning ? id : undefined}
        onChange={() => onChoose(value)}
      />
      <span className="questionnaire__mark" aria-hidden="true">
        {value === "dk" ? "?" : value === "refused" ? "–" : ""}
      </span>
      <span>{text}</span>
      {meaning ? (
        <span id={id} hidden>
          {meaning}
        </span>
      ) : null}
    </label>
  );
}
