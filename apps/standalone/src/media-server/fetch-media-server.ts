import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar';
import { type MediaServerRelease } from './pinned-release';

/** Result of a download: a program, or the reason for the failure. */
export type FetchOutcome =
  | { readonly kind: 'fetched'; readonly binary: string }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Options of a download. */
export interface FetchRequest {
  readonly release: MediaServerRelease;
  /** `platform-arch` of Node. */
  readonly platform: string;
  /** Base URL above `/<version>/<file>`. */
  readonly base: string;
  /** Folder for the program only. */
  readonly directory: string;
  /** Timeout until the first byte and between two chunks. The default is 5 s. */
  readonly silenceMs?: number;
  /** Receives the bytes so far and, if known, the total. */
  readonly onProgress?: (received: number, total: number | undefined) => void;
}

/** Returns the path of a downloaded program. It exists only when it is complete. */
export function fetchedBinary(directory: string, release: MediaServerRelease): string {
  return path.join(directory, release.version, 'mediamtx');
}

/**
 * Downloads a release, verifies its SHA-256 and unpacks the program. Never throws: the start continues without it.
 * The program is renamed at the end, so that no incomplete file has its name.
 */
export async function fetchMediaServer(request: FetchRequest): Promise<FetchOutcome> {
  const { release, directory, base } = request;
  const archive = release.archives[request.platform];
  if (!archive)
    return unavailable(
      `there is no MediaMTX ${release.version} to fetch for ${request.platform}: install MediaMTX and name it by MEDIAMTX_BIN`,
    );
  const part = path.join(directory, `${archive.file}.part`);
  const unpacked = path.join(directory, `${release.version}.part`);
  try {
    mkdirSync(directory, { recursive: true });
    const sum = await download(`${base}/${release.version}/${archive.file}`, part, request);
    if (sum !== archive.sha256)
      return unavailable(`what ${host(base)} sent is not MediaMTX ${release.version}: its SHA-256 is wrong`);
    rmSync(unpacked, { recursive: true, force: true });
    mkdirSync(unpacked, { mode: 0o755 });
    await extract({ file: part, cwd: unpacked, filter: (name) => name === 'mediamtx' });
    if (!existsSync(path.join(unpacked, 'mediamtx'))) return unavailable('the archive holds no program');
    renameSync(unpacked, path.join(directory, release.version));
    return { kind: 'fetched', binary: fetchedBinary(directory, release) };
  } catch (error) {
    return unavailable(explain(error, base));
  } finally {
    rmSync(part, { force: true });
    rmSync(unpacked, { recursive: true, force: true });
  }
}

class Refused extends Error {}

async function download(
  url: string,
  file: string,
  { silenceMs = 5_000, onProgress }: FetchRequest,
): Promise<string> {
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(), silenceMs);
  const onData = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => abort.abort(), silenceMs);
  };
  try {
    const response = await fetch(url, { signal: abort.signal });
    onData();
    if (!response.ok || !response.body) throw new Refused(`${new URL(url).host} answered ${response.status}`);
    const total = Number(response.headers.get('content-length')) || undefined;
    const hash = createHash('sha256');
    let received = 0;
    const watch = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        onData();
        hash.update(chunk);
        received += chunk.length;
        onProgress?.(received, total);
        done(null, chunk);
      },
    });
    await pipeline(Readable.fromWeb(response.body), watch, createWriteStream(file, { mode: 0o600 }), {
      signal: abort.signal,
    });
    return hash.digest('hex');
  } finally {
    clearTimeout(timer);
  }
}

function explain(error: unknown, base: string): string {
  if (error instanceof Refused) return error.message;
  const { name, code, cause } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || code === 'ABORT_ERR') return `${host(base)} does not answer`;
  const inner = (cause as NodeJS.ErrnoException | undefined)?.code;
  if (inner === 'ENOTFOUND' || inner === 'EAI_AGAIN') return `${host(base)} is not known here (no network?)`;
  if (inner === 'UND_ERR_SOCKET' || inner === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE')
    return `${host(base)} broke off`;
  return `${host(base)} cannot be reached (${inner ?? code ?? (error as Error).message})`;
}

function host(base: string): string {
  return new URL(base).host;
}

function unavailable(reason: string): FetchOutcome {
  return { kind: 'unavailable', reason };
}
