import type { PathConfig } from '../config/path-config';
import { prefixed, type Log } from '../log';
import type { Track } from '../rtsp/sdp';
import { OnDemand } from './on-demand';
import { NoStreamError, type Described, type Publisher, type Reader } from './participants';
import { describePath, type PathItem } from './path-item';
import { PulledSource } from './pulled-source';
import { describeMedia, Stream } from './stream';

/** The parts of the path manager that a path uses. */
export interface PathManagerAccess {
  /** Runs a task in the event loop. Only such tasks change whether a path is ready. */
  turn<T>(task: () => T): Promise<T>;
  idle(path: Path): void;
  readyChanged(path: Path): void;
}

interface Waiting {
  admit: () => void;
  refuse: (error: Error) => void;
}

/** One path with its source, stream and readers. */
export class Path {
  stream: Stream | null = null;
  readonly readers = new Set<Reader>();
  private readonly log: Log;
  private readonly pulled: PulledSource | null;
  private readonly onDemand: OnDemand | null;
  private publisher: Publisher | null = null;
  private waiting: Waiting[] = [];
  private availableSince: Date | null = null;
  private closed = false;

  constructor(
    readonly name: string,
    public config: PathConfig,
    groups: string[],
    private readonly pathManager: PathManagerAccess,
    timeoutMs: number,
    log: Log,
  ) {
    this.log = prefixed(log, `[path ${name}]`);
    const address = groups.reduceRight(
      (url, group, at) => url.replaceAll(`$G${at + 1}`, group),
      config.source,
    );
    this.pulled = config.pulled ? new PulledSource(address, timeoutMs, this, this.log) : null;
    this.onDemand =
      this.pulled && config.onDemand
        ? new OnDemand(config, this.pulled, {
            timedOut: () => this.refuseWaiting(`source of path '${name}' has timed out`),
            unneeded: () => this.pathManager.turn(() => this.setNotAvailable()),
            hasReaders: () => this.readers.size > 0,
          })
        : null;
    if (!this.onDemand) this.pulled?.start(false);
  }

  /** The path in the format of the Control API. */
  item(): PathItem {
    return describePath({
      name: this.name,
      confName: this.config.name,
      stream: this.stream,
      availableSince: this.availableSince,
      source: this.describeSource(),
      pulled: this.config.pulled,
      readers: this.readers,
    });
  }

  /** Resolves to the stream; starts a source on demand. Rejects with a NoStreamError or an Error if there is none. */
  describe(): Promise<Stream> {
    return this.whenAvailable(() => this.stream!);
  }

  /** Adds a reader as `describe` does, up to `maxReaders`. */
  addReader(reader: Reader): Promise<Stream> {
    return this.whenAvailable(() => {
      const { maxReaders } = this.config;
      if (maxReaders !== 0 && this.readers.size >= maxReaders)
        throw new Error('maximum reader count reached');
      this.readers.add(reader);
      this.onDemand?.needed();
      return this.stream!;
    });
  }

  /** Removes a reader. */
  removeReader(reader: Reader): void {
    if (!this.readers.delete(reader) || this.readers.size > 0) return;
    this.onDemand?.noReaders();
    this.pathManager.idle(this);
  }

  /** Adds a publisher. Closes the current one first, if the path allows this. */
  publish(publisher: Publisher, tracks: Track[]): Stream {
    if (this.config.source !== 'publisher') {
      throw new Error(`can't publish to path '${this.name}' since 'source' is not 'publisher'`);
    }
    if (this.publisher) {
      if (!this.config.overridePublisher) {
        throw new Error(`someone is already publishing to path '${this.name}'`);
      }
      this.log('info', 'closing existing publisher');
      const former = this.publisher;
      this.publisher = null;
      this.setNotAvailable();
      former.close();
    }
    this.publisher = publisher;
    return this.setAvailable(tracks);
  }

  /** Removes a publisher and closes the readers (MediaMTX contract §10). */
  async unpublish(publisher: Publisher): Promise<void> {
    await this.pathManager.turn(() => {
      if (this.publisher !== publisher) return;
      this.publisher = null;
      this.setNotAvailable();
      this.pathManager.idle(this);
    });
  }

  /** The source is ready. */
  sourceReady(tracks: Track[]): Promise<Stream> {
    return this.pathManager.turn(() => {
      if (this.closed) throw new Error('terminated');
      const stream = this.setAvailable(tracks);
      this.onDemand?.ready();
      return stream;
    });
  }

  /** The source has ended. */
  async sourceLost(): Promise<void> {
    await this.pathManager.turn(() => {
      this.setNotAvailable();
      this.onDemand?.stop('an error occurred');
      this.pathManager.idle(this);
    });
  }

  /** The path has no source, no readers and no waiting requests. */
  get isIdle(): boolean {
    return !this.publisher && !this.pulled && this.readers.size === 0 && this.waiting.length === 0;
  }

  /** Closes the path with its source and readers. */
  close(): void {
    this.closed = true;
    this.refuseWaiting('terminated');
    this.onDemand?.stop('path is closing');
    this.pulled?.stop('path is closing');
    const { publisher } = this;
    this.publisher = null;
    publisher?.close();
    this.setNotAvailable();
  }

  private whenAvailable(take: () => Stream): Promise<Stream> {
    return new Promise((resolve, reject) => {
      const admit = () => {
        try {
          resolve(take());
        } catch (error) {
          reject(error as Error);
        }
      };
      if (this.stream) return admit();
      if (!this.onDemand) return reject(new NoStreamError(this.name));
      this.waiting.push({ admit, refuse: reject });
      this.onDemand.wanted();
    });
  }

  private setAvailable(tracks: Track[]): Stream {
    this.stream = new Stream(tracks);
    this.availableSince = new Date();
    this.log('info', `stream is available and online, ${describeMedia(tracks)}`);
    this.pathManager.readyChanged(this);
    const waiting = this.waiting;
    this.waiting = [];
    for (const { admit } of waiting) admit();
    return this.stream;
  }

  private setNotAvailable(): void {
    if (!this.stream) return;
    this.stream = null;
    this.availableSince = null;
    const readers = [...this.readers];
    this.readers.clear();
    for (const reader of readers) reader.close();
    this.pathManager.readyChanged(this);
  }

  private refuseWaiting(reason: string): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const { refuse } of waiting) refuse(new Error(reason));
    this.pathManager.idle(this);
  }

  private describeSource(): Described | null {
    if (this.pulled) return { type: 'rtspSource', id: '' };
    if (this.config.source === 'redirect') return { type: 'redirect', id: '' };
    return this.publisher?.describe() ?? null;
  }
}
