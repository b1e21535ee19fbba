/** How the Control API names a source or a reader. */
export interface Described {
  type: string;
  id: string;
}

/** A reader of a path. */
export interface Reader {
  /** Null: counted, but not listed. */
  describe(): Described | null;
  /** The stream has ended. */
  close(): void;
}

/** A publisher of a path. */
export interface Publisher {
  describe(): Described;
  /** Another publisher replaced it, or the path was removed. */
  close(): void;
}

/** The path has no stream. WHEP, HLS and RTSP return 404. */
export class NoStreamError extends Error {
  constructor(path: string) {
    super(`no stream is available on path '${path}'`);
  }
}
