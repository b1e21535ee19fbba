import type { AccessRequest } from '../auth/access-request';
import { AuthenticationError } from '../auth/authentication-error';
import type { Authenticator } from '../auth/authenticator';
import { delayRefusal } from '../auth/delay-refusal';
import { findPathConfig } from '../config/find-path-config';
import type { PathConfig } from '../config/path-config';
import type { Log } from '../log';
import type { Track } from '../rtsp/sdp';
import { EventLoop } from './event-loop';
import type { Publisher, Reader } from './participants';
import { Path } from './path';
import type { PathItem } from './path-item';
import type { Stream } from './stream';

/** A path that a reader was admitted to, and the reader's user name. */
export interface Admission {
  path: Path;
  stream: Stream;
  user: string;
}

/** Settings of a path that change without closing it (MediaMTX contract §10). */
const HOT_SETTING = /^(name|forward|record([A-Z]\w*)?)$/;

/**
 * MediaMTX's path manager: authorizes clients and owns the paths. All of it, including hook requests, runs in one
 * event loop (MediaMTX contract §0.1).
 */
export class PathManager {
  private readonly loop = new EventLoop();
  private readonly paths = new Map<string, Path>();
  private readonly readyListeners = new Set<(path: Path) => void>();

  constructor(
    private configs: ReadonlyMap<string, PathConfig>,
    private readonly authenticator: Authenticator,
    private readonly timeoutMs: number,
    private readonly log: Log,
  ) {
    this.createLiteralPaths();
  }

  /** Calls a listener when a path gets or loses its stream. */
  onReadyChanged(listener: (path: Path) => void): void {
    this.readyListeners.add(listener);
  }

  /** Authorizes a request. Resolves to the path's configuration and the user; rejects after the delay of a denial. */
  check(request: AccessRequest, log: Log): Promise<{ config: PathConfig; user: string }> {
    return this.admit(log, async () => {
      const { config } = this.find(request.path);
      return { config, user: await this.authenticator.authenticate(request) };
    });
  }

  /** Admits a reader. The hook request precedes the check for a stream (MediaMTX contract §0.11). */
  async addReader(reader: Reader, request: AccessRequest, log: Log): Promise<Admission> {
    const { path, user, stream } = await this.admit(log, async () => {
      this.find(request.path);
      const name = await this.authenticator.authenticate(request);
      const found = this.ensure(request.path);
      return { path: found, user: name, stream: settle(found.addReader(reader)) };
    });
    return { path, user, stream: await stream() };
  }

  /** Adds a reader without authorization (an HLS muxer). */
  async addHiddenReader(reader: Reader, name: string): Promise<{ path: Path; stream: Stream }> {
    const { path, stream } = await this.loop.run(() => {
      const found = this.ensure(name);
      return { path: found, stream: settle(found.addReader(reader)) };
    });
    return { path, stream: await stream() };
  }

  /** Authorizes a DESCRIBE request. Resolves to the stream of its path. */
  async describe(request: AccessRequest, log: Log): Promise<Stream> {
    const stream = await this.admit(log, async () => {
      this.find(request.path);
      await this.authenticator.authenticate(request);
      const path = this.ensure(request.path);
      return settle(path.describe().finally(() => this.idle(path)));
    });
    return stream();
  }

  /** Adds an authorized publisher. Rejects if the path's configuration has changed since then. */
  publish(
    publisher: Publisher,
    name: string,
    config: PathConfig,
    tracks: Track[],
  ): Promise<{ path: Path; stream: Stream }> {
    return this.loop.run(() => {
      if (!sameSettings(this.find(name).config, config)) throw new Error('configuration has changed');
      const path = this.ensure(name);
      return { path, stream: path.publish(publisher, tracks) };
    });
  }

  /** All paths, sorted by name. Waits for the event loop. */
  list(): Promise<PathItem[]> {
    return this.loop.run(() =>
      [...this.paths.values()].map((path) => path.item()).sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  }

  /** One path. Waits for the event loop. */
  get(name: string): Promise<PathItem | null> {
    return this.loop.run(() => this.paths.get(name)?.item() ?? null);
  }

  /** Applies new path configurations. Keeps the paths that need no restart (MediaMTX contract §10). */
  reload(configs: ReadonlyMap<string, PathConfig>): Promise<void> {
    return this.loop.run(() => {
      for (const path of [...this.paths.values()]) {
        const found = findPathConfig(configs, path.name);
        if (typeof found !== 'string' && canStay(path.config, found.config)) path.config = found.config;
        else this.close(path);
      }
      this.configs = configs;
      this.createLiteralPaths();
    });
  }

  /** Ends every path. */
  closeAll(): void {
    for (const path of [...this.paths.values()]) this.close(path);
  }

  turn<T>(task: () => T): Promise<T> {
    return this.loop.run(task);
  }

  /** Removes an idle path that a regular expression has created. */
  idle(path: Path): void {
    if (!path.config.regexp || !path.isIdle) return;
    void this.loop.run(() => {
      if (path.isIdle && this.paths.get(path.name) === path) this.close(path);
    });
  }

  readyChanged(path: Path): void {
    for (const listener of this.readyListeners) listener(path);
  }

  private async admit<T>(log: Log, task: () => Promise<T>): Promise<T> {
    try {
      return await this.loop.run(task);
    } catch (error) {
      if (error instanceof AuthenticationError) await delayRefusal(error, log);
      throw error;
    }
  }

  private find(name: string): { config: PathConfig; groups: string[] } {
    const found = findPathConfig(this.configs, name);
    if (typeof found === 'string') throw new Error(found);
    return found;
  }

  private ensure(name: string): Path {
    const present = this.paths.get(name);
    if (present) return present;
    const { config, groups } = this.find(name);
    const path = new Path(name, config, groups, this, this.timeoutMs, this.log);
    this.paths.set(name, path);
    return path;
  }

  private createLiteralPaths(): void {
    for (const config of this.configs.values()) if (!config.regexp) this.ensure(config.name);
  }

  private close(path: Path): void {
    this.paths.delete(path.name);
    path.close();
  }
}

/** Prevents an unhandled rejection until the caller awaits the promise. */
function settle<T>(promise: Promise<T>): () => Promise<T> {
  promise.catch(() => undefined);
  return () => promise;
}

function canStay(before: PathConfig, after: PathConfig): boolean {
  const cold = ({ settings }: PathConfig) =>
    JSON.stringify(
      Object.entries(settings)
        .filter(([key]) => !HOT_SETTING.test(key))
        .sort(),
    );
  return cold(before) === cold(after);
}

const sameSettings = (a: PathConfig, b: PathConfig): boolean =>
  JSON.stringify(Object.entries(a.settings).sort()) === JSON.stringify(Object.entries(b.settings).sort());
