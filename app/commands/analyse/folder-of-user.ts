/** The folder in which the command was typed: npm runs scripts in the project's own. */
export function folderOfUser(env: NodeJS.ProcessEnv): string {
  return (env.npm_lifecycle_event === "analyse" && env.INIT_CWD) || process.cwd();
}
