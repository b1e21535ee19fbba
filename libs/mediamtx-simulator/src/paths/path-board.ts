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

/** A path that somebody may read, and under which name he is known. */
export interface Admission {
  path: Path;
  stream: Stream;
  user: string;
}

/** Settings of a path that change without closing it (MediaMTX contract §10). */
const HOT_SETTING = /^(name|forward|record([A-Z]\w*)?)$/;

/**
 * MediaMTX's path manager: who may do what on which path, and which paths there are. Everything goes through one
 * event loop, the hook's calls included (MediaMTX contract §0.1).
 */
export class PathBoard {
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

  /** Tells a listener when a path gets or loses its stream. */
  onReadyChanged(listener: (path: Path) => void): void {
    this.readyListeners.add(listener);
  }

  /** May somebody do this? Resolves to the path's configuration; waits out the delay of a refusal. */
  check(request: AccessRequest, log: Log): Promise<{ config: PathConfig; user: string }> {
    return this.admit(log, async () => {
      const { config } = this.find(request.path);
      return { config, user: await this.authenticator.authenticate(request) };
    });
  }

  /** Admits a reader; the hook is asked before the stream is looked for (MediaMTX contract §0.11). */
  async addReader(reader: Reader, request: AccessRequest, log: Log): Promise<Admission> {
    const { path, user, stream } = await this.admit(log, async () => {
      this.find(request.path);
      const name = await this.authenticator.authenticate(request);
      const found = this.ensure(request.path);
      return { path: found, user: name, stream: settle(found.addReader(reader)) };
    });
    return { path, user, stream: await stream() };
  }

  /** Admits a reader whom nobody needs to ask about (an HLS muxer). */
  async addHiddenReader(reader: Reader, name: string): Promise<{ path: Path; stream: Stream }> {
    const { path, stream } = await this.loop.run(() => {
      const found = this.ensure(name);
      return { path: found, stream: settle(found.addReader(reader)) };
    });
    return { path, stream: await stream() };
  }

  /** The stream of a path, for one who asks what there is. */
  async describe(request: AccessRequest, log: Log): Promise<Stream> {
    const stream = await this.admit(log, async () => {
      this.find(request.path);
      await this.authenticator.authenticate(request);
      const path = this.ensure(request.path);
      return settle(path.describe().finally(() => this.idle(path)));
    });
    return stream();
  }

  /** Takes a publisher who was admitted before, unless the path's configuration has changed since. */
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

  /** Every path, by name. Waits for the loop. */
  list(): Promise<PathItem[]> {
    return this.loop.run(() =>
      [...this.paths.values()].map((path) => path.item()).sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  }

  /** One path. Waits for the loop. */
  get(name: string): Promise<PathItem | null> {
    return this.loop.run(() => this.paths.get(name)?.item() ?? null);
  }

  /** Puts other path configurations in force: what needs not be closed stays (MediaMTX contract §10). */
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

  /** Removes a path that exists only because of its name's regular expression, when nobody is there any more. */
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

/** Keeps a rejection from being unhandled until somebody awaits it. */
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
