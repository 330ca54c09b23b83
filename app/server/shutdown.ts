type Step = () => Promise<unknown> | unknown;

export interface Shutdown {
  /** Does this when stopping; what was registered last is done first. */
  add(step: Step): void;
  /** Does all steps once, whoever asks how often; a step that fails does not keep the next from being done. */
  run(): Promise<void>;
  isRunning(): boolean;
}

export function createShutdown(): Shutdown {
  const steps: Step[] = [];
  let running: Promise<void> | null = null;
  const runAll = async () => {
    for (let step = steps.pop(); step; step = steps.pop()) {
      try {
        await step();
      } catch {
        continue;
      }
    }
  };
  return {
    add: (step) => void steps.push(step),
    run: () => (running ??= runAll()),
    isRunning: () => running !== null,
  };
}
