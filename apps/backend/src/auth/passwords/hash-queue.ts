/** The queue is full: try again later. */
export class QueueFull extends Error {}

/** For whom a hash is computed. */
export interface HashSource {
  /** Whose turns are shared fairly: a network, a device, an account. */
  readonly key: string;
  /** Whether it has proved itself before: a known device, or a signed-in user. Served ahead of the others. */
  readonly isKnown: boolean;
}

interface Waiter {
  readonly source: string;
  readonly start: () => void;
  readonly refuse: () => void;
}

/** After so many of known sources one of the others is served: neither waits for ever. */
const KNOWN_IN_A_ROW = 4;

/**
 * Runs at most `concurrency` pieces of work at a time and lets at most `mostWaiting` more wait, of known sources and of
 * others each. Hashing takes whole cores: more at once would only slow down the stream tokens that are issued meanwhile.
 * Where no place is left, the source that waits most gives one up: a flood refuses itself, and nobody else.
 */
export class HashQueue {
  private busy = 0;
  private turnedAway = 0;
  private knownInARow = 0;
  private readonly known: Waiter[] = [];
  private readonly others: Waiter[] = [];

  constructor(
    private readonly concurrency: number,
    private readonly mostWaiting: number,
  ) {}

  /** How many pieces are being done. */
  get running(): number {
    return this.busy;
  }

  /** How many wait for their turn. */
  get waiting(): number {
    return this.known.length + this.others.length;
  }

  /** How many there was no place for so far. */
  get refused(): number {
    return this.turnedAway;
  }

  /**
   * Does the work when it is its turn.
   * @throws QueueFull at once, or when its place is given to a source that waits less.
   */
  async run<T>(source: HashSource, work: () => Promise<T>): Promise<T> {
    if (this.busy >= this.concurrency) await this.wait(source);
    else this.busy += 1;
    try {
      return await work();
    } finally {
      // Whoever leaves hands over its place, so that no newcomer overtakes.
      const next = this.next();
      if (next) next.start();
      else this.busy -= 1;
    }
  }

  private wait({ key, isKnown }: HashSource): Promise<void> {
    const line = isKnown ? this.known : this.others;
    if (line.length >= this.mostWaiting && !this.makePlace(line, key)) {
      this.turnedAway += 1;
      throw new QueueFull();
    }
    return new Promise<void>((resolve, reject) => {
      line.push({ source: key, start: resolve, refuse: () => reject(new QueueFull()) });
    });
  }

  /** Takes the last place of the source that waits most; false when that is the newcomer's own. */
  private makePlace(line: Waiter[], newcomer: string): boolean {
    const counts = new Map<string, number>();
    for (const { source } of line) counts.set(source, (counts.get(source) ?? 0) + 1);
    const [heaviest, most] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0]);
    if (most <= (counts.get(newcomer) ?? 0) + 1) return false;
    const [last] = line.splice(
      line.findLastIndex(({ source }) => source === heaviest),
      1,
    );
    this.turnedAway += 1;
    last?.refuse();
    return true;
  }

  private next(): Waiter | undefined {
    const othersFirst = this.knownInARow >= KNOWN_IN_A_ROW && this.others.length > 0;
    const isKnown = this.known.length > 0 && !othersFirst;
    this.knownInARow = isKnown ? this.knownInARow + 1 : 0;
    return (isKnown ? this.known : this.others).shift();
  }
}
