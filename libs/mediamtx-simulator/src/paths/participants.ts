/** How the Control API names a source or a reader. */
export interface Described {
  type: string;
  id: string;
}

/** One who reads a path. */
export interface Reader {
  /** Null: counted, but not shown. */
  describe(): Described | null;
  /** The stream is gone. */
  close(): void;
}

/** One who publishes to a path. */
export interface Publisher {
  describe(): Described;
  /** Another publisher took over, or the path went. */
  close(): void;
}

/** The path has no stream; WHEP, HLS and RTSP say 404. */
export class NoStreamError extends Error {
  constructor(path: string) {
    super(`no stream is available on path '${path}'`);
  }
}
