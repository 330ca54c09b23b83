import program from "../package.json" with { type: "json" };

/** What a weighting run and a published estimate name as the code that made them. */
export const CODE_VERSION: string = program.version;
