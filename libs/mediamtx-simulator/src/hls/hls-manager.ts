import type { AccessRequest } from '../auth/access-request';
import { milliseconds } from '../config/duration';
import type { Settings } from '../config/setting';
import { prefixed, type Log } from '../log';
import type { PathManager } from '../paths/path-manager';
import type { Path } from '../paths/path';
import { HlsMuxer } from './hls-muxer';
import { type HlsSession } from './hls-session';

/** A session without requests closes after this time (MediaMTX contract §6). */
const SESSION_IDLE_MS = 30_000;
const SWEEP_MS = 1000;

/** Muxers by path, and the sessions that read them. */
export class HlsManager {
  readonly muxers = new Map<string, HlsMuxer>();
  readonly sessions = new Set<HlsSession>();
  private readonly starting = new Map<string, Promise<HlsMuxer>>();
  private readonly automatic = new Set<HlsMuxer>();
  private readonly sweeper: NodeJS.Timeout;

  constructor(
    private readonly settings: Settings,
    private readonly pathManager: PathManager,
    private readonly log: Log,
  ) {
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MS);
    if (settings.hlsAlwaysRemux) pathManager.onReadyChanged((path) => this.remux(path));
  }

  /** Admits a viewer after a hook request. Creates the muxer if there is none. */
  async openSession(
    session: HlsSession,
    access: Omit<AccessRequest, 'id'>,
    remoteAddr: string,
  ): Promise<HlsMuxer> {
    const log = prefixed(this.log, `[session ${session.id.slice(0, 8)}]`);
    log('info', `created by ${remoteAddr}`);
    const { path, user } = await this.pathManager.addReader(session, { ...access, id: session.id }, log);
    session.user = user;
    session.path = path;
    try {
      session.muxer = await this.muxer(session.pathName, remoteAddr);
    } catch (error) {
      path.removeReader(session);
      throw error;
    }
    this.sessions.add(session);
    log('info', `is reading from muxer '${session.pathName}'`);
    return session.muxer;
  }

  /** The session that a request belongs to, by its secret and address. */
  findSession(pathName: string, secret: string | null, ip: string): HlsSession | null {
    const session = [...this.sessions].find((each) => each.secret === secret && each.pathName === pathName);
    if (!session || session.ip !== ip) return null;
    session.lastRequestMs = Date.now();
    return session;
  }

  /** Closes a session. */
  closeSession(session: HlsSession, reason: string): void {
    if (!this.sessions.delete(session)) return;
    session.path?.removeReader(session);
    prefixed(this.log, `[session ${session.id.slice(0, 8)}]`)('info', `closed: ${reason}`);
  }

  /** Closes all muxers and sessions. */
  close(): void {
    clearInterval(this.sweeper);
    for (const muxer of [...this.muxers.values()]) muxer.finish('terminated');
  }

  private muxer(pathName: string, requestedBy: string | null): Promise<HlsMuxer> {
    const present = this.muxers.get(pathName);
    if (present) return Promise.resolve(present);
    let starting = this.starting.get(pathName);
    if (!starting) {
      starting = this.startMuxer(pathName, requestedBy).finally(() => this.starting.delete(pathName));
      this.starting.set(pathName, starting);
    }
    return starting;
  }

  private async startMuxer(pathName: string, requestedBy: string | null): Promise<HlsMuxer> {
    const muxer = new HlsMuxer(pathName, this.settings, this.log, (closed) => this.muxerClosed(closed));
    const { path, stream } = await this.pathManager.addHiddenReader(muxer, pathName);
    muxer.start(path, stream, requestedBy);
    this.muxers.set(pathName, muxer);
    if (requestedBy === null) this.automatic.add(muxer);
    return muxer;
  }

  private muxerClosed(muxer: HlsMuxer): void {
    if (this.muxers.get(muxer.pathName) === muxer) this.muxers.delete(muxer.pathName);
    this.automatic.delete(muxer);
    for (const session of [...this.sessions]) {
      if (session.muxer === muxer) this.closeSession(session, 'muxer destroyed');
    }
  }

  /** `hlsAlwaysRemux`. Excludes sources on demand: the muxer would keep them running. */
  private remux(path: Path): void {
    if (!path.stream || path.config.onDemand) return;
    this.muxer(path.name, null).catch((error: unknown) =>
      this.log('error', `[muxer ${path.name}] ${(error as Error).message}`),
    );
  }

  private sweep(): void {
    const now = Date.now();
    for (const session of [...this.sessions]) {
      if (now - session.lastRequestMs >= SESSION_IDLE_MS) this.closeSession(session, 'inactive');
    }
    const closeAfter = milliseconds(this.settings.hlsMuxerCloseAfter as string);
    for (const muxer of [...this.muxers.values()]) {
      const idle = now - muxer.lastRequest.getTime() >= closeAfter;
      if (idle && !this.automatic.has(muxer)) muxer.finish('not used anymore');
    }
  }
}
