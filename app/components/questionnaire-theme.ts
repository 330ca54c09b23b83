import type { ITheme } from "survey-core";

const TYPE = "var(--font-sans, 'PingFang SC', 'Noto Sans SC', 'Microsoft YaHei', system-ui, sans-serif)";
const ACCENT = "var(--color-accent, #0f766e)";
const INK = "var(--color-ink, #17211f)";
const MUTED = "var(--color-ink-soft, #4b5a57)";
const PAPER = "var(--color-surface, #ffffff)";
const LINE = "var(--color-line-strong, #7b8087)";
const STOP = "var(--color-stop, #b42318)";

/**
 * SurveyJS in the colours and type of the rest of the site.
 *
 * Reads the variables of the site's style sheet (--color-accent, --color-ink, --font-sans …), so it follows light,
 * dark and the tablet's stronger contrast by itself. Sizes are in questionnaire-runner.css.
 */
export const questionnaireTheme: ITheme = {
  themeName: "default",
  colorPalette: "light",
  isPanelless: true,
  cssVariables: {
    "--sjs2-is-panelless": "true",
    "--sjs2-typography-font-family-text": TYPE,
    "--sjs2-color-project-brand-400": ACCENT,
    "--sjs2-color-project-brand-600": ACCENT,
    "--sjs2-color-project-brand-700": ACCENT,
    "--sjs2-color-project-brand-800": ACCENT,
    "--sjs2-color-utility-body": PAPER,
    "--sjs2-color-utility-sheet": PAPER,
    "--sjs2-color-utility-surface-survey": "transparent",
    "--sjs2-color-component-panel-simple-default-bg": "transparent",
    "--sjs2-color-component-panel-simple-default-border": "transparent",
    "--sjs2-color-component-question-default-title": INK,
    "--sjs2-color-component-question-default-description": MUTED,
    "--sjs2-color-component-label-default-text": INK,
    "--sjs2-color-fg-basic-primary": INK,
    "--sjs2-color-fg-basic-secondary": MUTED,
    "--sjs2-color-border-basic-primary": LINE,
    "--sjs2-palette-red-600": STOP,
    "--sjs2-palette-red-700": STOP,
  },
};
