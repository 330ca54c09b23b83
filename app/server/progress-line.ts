import { operatorText } from "./operator-text.ts";

/** Shows how far a long task is: one line that changes on a terminal, else a line at every tenth. */
export function progressLine(out: NodeJS.WriteStream): (step: string, done: number, total: number) => void {
  let last = "";
  let lastStep = "";
  return (step, done, total) => {
    const percent = total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : 100;
    const line = operatorText("demo-step", { step, percent: out.isTTY ? percent : percent - (percent % 10) });
    if (line === last) return;
    if (out.isTTY) out.write(`${lastStep && step !== lastStep ? "\n" : ""}\r\u001b[2K${line}`);
    else out.write(`${line}\n`);
    last = line;
    lastStep = step;
  };
}
