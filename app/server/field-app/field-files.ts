/** One entry of Vite's manifest. */
export interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
  assets?: string[];
}

export type ViteManifest = Readonly<Record<string, Chunk>>;

const ROUTE = "?__remix-build-client-route";

const fieldRoutes = (manifest: ViteManifest) =>
  Object.keys(manifest).filter((key) => /^app\/routes\/field(\.|\/)/.test(key) && key.endsWith(ROUTE));

/** The files that the tablet's room needs before a questionnaire is opened: the modules of all its pages. */
export function filesAtOnce(manifest: ViteManifest): string[] {
  const shared = ["app/entry.client.tsx", `app/root.tsx${ROUTE}`];
  return filesNeeded(manifest, [...shared, ...fieldRoutes(manifest)], false);
}

/** Those, and what its pages load later; of what all pages share, nothing that only other rooms load later. */
export function allFieldFiles(manifest: ViteManifest): string[] {
  const later = filesNeeded(manifest, fieldRoutes(manifest), true);
  return [...new Set([...filesAtOnce(manifest), ...later])].sort();
}

/**
 * The files that entries need, and what these import in turn.
 *
 * @param lazy  with what they load only later, such as the questionnaire
 */
function filesNeeded(manifest: ViteManifest, entries: readonly string[], lazy: boolean): string[] {
  const seen = new Set<string>();
  const files = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
    for (const next of [...(chunk.imports ?? []), ...(lazy ? (chunk.dynamicImports ?? []) : [])]) visit(next);
  };
  entries.forEach(visit);
  return [...files].sort();
}

interface Route {
  id: string;
  parentId?: string;
  path?: string;
}

/**
 * The paths of the tablet's room.
 *
 * @throws {Error} for a path with a parameter: its page could not be kept; ids belong into the query
 */
export function fieldPages(routes: Readonly<Record<string, Route>>): string[] {
  const pathOf = ({ parentId, path = "" }: Route): string => {
    const parent = parentId === undefined ? undefined : routes[parentId];
    return [parent ? pathOf(parent) : "", path].filter(Boolean).join("/");
  };
  const paths = Object.values(routes)
    .filter(({ id }) => /^routes\/field(\.|\/|$)/.test(id))
    .map((route) => `/${pathOf(route)}`);
  const open = paths.find((path) => /[:*]/.test(path));
  if (open) throw new Error(`The tablet keeps one page a path, so ${open} must not have a parameter.`);
  return [...new Set(paths)].sort();
}
