/** The part of an esbuild metafile that this tool reads (`browser-stats.json`). */
export interface Metafile {
  readonly outputs: Readonly<Record<string, Output>>;
}

interface Output {
  readonly entryPoint?: string;
  readonly imports: readonly { readonly path: string; readonly kind: string; readonly external?: boolean }[];
}

/** Folder of the entry points in the metafile. */
const SOURCES = 'apps/frontend/src/';

/** Returns the output file of a module that is imported dynamically. @param module path below apps/frontend/src */
export function outputOf({ outputs }: Metafile, module: string): string {
  const found = Object.keys(outputs).find((file) => outputs[file]?.entryPoint === SOURCES + module);
  if (!found) throw new Error(`The bundle has no entry point ${module}.`);
  return found;
}

/** Returns the files and everything that they import statically. */
export function staticClosure({ outputs }: Metafile, files: readonly string[]): ReadonlySet<string> {
  const closure = new Set<string>();
  const pending = [...files];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    const output = outputs[file];
    if (!output || closure.has(file)) continue;
    closure.add(file);
    for (const { path, kind, external } of output.imports)
      if (kind !== 'dynamic-import' && !external) pending.push(path);
  }
  return closure;
}
