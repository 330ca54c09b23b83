interface ProgressProps {
  /** With places for the number and the total. */
  label: string;
  number: number;
  total: number;
}

/** "Question 7 of 24", as figures and as a line. */
export function QuestionnaireProgressBar({ label, number, total }: ProgressProps) {
  const sentence = label.replace("{{number}}", String(number)).replace("{{total}}", String(total));
  return (
    <div
      className="questionnaire__progress"
      role="progressbar"
      aria-label={sentence}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={number}
    >
      <span aria-hidden="true">
        {number} / {total}
      </span>
      <span className="questionnaire__bar" aria-hidden="true">
        <span style={{ width: `${(100 * number) / total}%` }} />
      </span>
    </div>
  );
}
