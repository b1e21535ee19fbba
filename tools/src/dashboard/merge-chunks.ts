import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import type { Metafile } from './module-graph.ts';
import { planGroups } from './plan-groups.ts';

/** Name of the script with Rolldown's helper function, which most scripts import. */
const RUNTIME = 'rolldown-runtime';

/** The scripts of the dashboard after merging. */
export interface MergedScripts {
  /** Code by file name. */
  readonly code: ReadonlyMap<string, string>;
  /** Code of the script that every page starts with. */
  readonly main: string;
  /** Static imports by file name. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
  /** The file that contains a script of the bundle. */
  readonly fileOf: (bundled: string) => string;
}

/** Merges the scripts of a bundle into the planned groups. @param folder with the scripts */
export async function mergeChunks(folder: string, main: string, metafile: Metafile): Promise<MergedScripts> {
  const groups = planGroups(metafile);
  const bundle = await rolldown({
    input: path.join(folder, main),
    // The bundler has reported everything about the sources.
    logLevel: 'silent',
    // Angular has already removed unused code; without its annotations nothing more can be removed.
    treeshake: false,
  });
  const { output } = await bundle.generate({
    minify: { mangle: false, compress: false },
    entryFileNames: 'main-[hash].js',
    chunkFileNames: '[name]-[hash].js',
    hashCharacters: 'base36',
    codeSplitting: {
      groups: groups.map(({ name, files }, at) => ({
        name,
        priority: groups.length - at,
        test: (id: string) => files.has(path.basename(id)),
      })),
    },
  });
  await bundle.close();
  const [entry] = output;
  const chunks = output.filter((file) => file.type === 'chunk').filter(({ isEntry }) => !isEntry);
  const containing = new Map(
    chunks.flatMap(({ fileName, moduleIds }) =>
      moduleIds.map((id) => [path.basename(id), fileName] as const),
    ),
  );
  const runtime = chunks.find(({ name }) => name === RUNTIME);
  return {
    code: new Map(
      chunks
        .filter((chunk) => chunk !== runtime)
        .map(({ fileName, code }) => [fileName, runtime ? withRuntime(code, runtime) : code]),
    ),
    imports: new Map(
      chunks.map(({ fileName, imports }) => [fileName, imports.filter((name) => name !== runtime?.fileName)]),
    ),
    main: entry.code,
    fileOf: (bundled) => {
      const found = containing.get(bundled);
      if (!found) throw new Error(`No merged script contains ${bundled}.`);
      return found;
    },
  };
}

/** Copies the helper function into a script that imports it: it is smaller than a request. */
function withRuntime(code: string, runtime: { readonly fileName: string; readonly code: string }): string {
  const helper = runtime.code.slice(0, runtime.code.lastIndexOf('export{'));
  const name = runtime.fileName.replaceAll('.', '\\.');
  return code.replace(new RegExp(`import\\{\\w+ as __exportAll\\}from"\\./${name}";`), () => helper);
}

/** Reads the metafile of a bundle. */
export function readMetafile(file: string): Metafile {
  return JSON.parse(readFileSync(file, 'utf8')) as Metafile;
}
