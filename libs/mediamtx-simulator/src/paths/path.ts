import type { PathConfig } from '../config/path-config';
import { prefixed, type Log } from '../log';
import type { Track } from '../rtsp/sdp';
import { OnDemand } from './on-demand';
import { NoStreamError, type Described, type Publisher, type Reader } from './participants';
import { describePath, type PathItem } from './path-item';
import { PulledSource } from './pulled-source';
import { describeMedia, Stream } from './stream';

/** What a path needs of the board that it lies on. */
export interface PathBoardAccess {
  /** One's turn in the event loop: a path becomes ready or not only then. */
  turn<T>(task: () => T): Promise<T>;
  idle(path: Path): void;
  readyChanged(path: Path): void;
}

interface Waiting {
  admit: () => void;
  refuse: (error: Error) => void;
}

/** One path: its source, its stream and those who read it. */
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
    private readonly board: PathBoardAccess,
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
            unneeded: () => this.board.turn(() => this.setNotAvailable()),
            hasReaders: () => this.readers.size > 0,
          })
        : null;
    if (!this.onDemand) this.pulled?.start(false);
  }

  /** How the Control API shows it. */
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

  /** The stream, waiting for one on demand. Rejects with NoStreamError or an Error when there is none to be had. */
  describe(): Promise<Stream> {
    return this.whenAvailable(() => this.stream!);
  }

  /** Admits a reader, as `describe`, with `maxReaders` in mind. */
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

  /** A reader has left. */
  removeReader(reader: Reader): void {
    if (!this.readers.delete(reader) || this.readers.size > 0) return;
    this.onDemand?.noReaders();
    this.board.idle(this);
  }

  /** Takes a publisher's tracks; another publisher is sent away first, if the path allows that. */
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

  /** A publisher has left: the readers go too (MediaMTX contract §10). */
  async unpublish(publisher: Publisher): Promise<void> {
    await this.board.turn(() => {
      if (this.publisher !== publisher) return;
      this.publisher = null;
      this.setNotAvailable();
      this.board.idle(this);
    });
  }

  /** The camera answered. */
  sourceReady(tracks: Track[]): Promise<Stream> {
    return this.board.turn(() => {
      if (this.closed) throw new Error('terminated');
      const stream = this.setAvailable(tracks);
      this.onDemand?.ready();
      return stream;
    });
  }

  /** The camera has gone. */
  async sourceLost(): Promise<void> {
    await this.board.turn(() => {
      this.setNotAvailable();
      this.onDemand?.stop('an error occurred');
      this.board.idle(this);
    });
  }

  /** Nobody publishes, reads or waits here. */
  get isIdle(): boolean {
    return !this.publisher && !this.pulled && this.readers.size === 0 && this.waiting.length === 0;
  }

  /** Ends the path with all that hangs on it. */
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
    this.board.readyChanged(this);
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
    this.board.readyChanged(this);
  }

  private refuseWaiting(reason: string): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const { refuse } of waiting) refuse(new Error(reason));
    this.board.idle(this);
  }

  private describeSource(): Described | null {
    if (this.pulled) return { type: 'rtspSource', id: '' };
    if (this.config.source === 'redirect') return { type: 'redirect', id: '' };
    return this.publisher?.describe() ?? null;
  }
}
