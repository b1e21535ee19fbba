import { FairLimiter } from './fair-limiter';

const LIMITS = { perTenant: 2, total: 3 };
const NEVER = new AbortController().signal;

/** Work that ends when it is told to. */
class Pieces {
  readonly begun: string[] = [];
  private readonly ends = new Map<string, () => void>();

  readonly piece = (name: string) => (): Promise<string> => {
    this.begun.push(name);
    return new Promise((resolve) => this.ends.set(name, () => resolve(name)));
  };

  async end(name: string): Promise<void> {
    this.ends.get(name)?.();
    await new Promise(setImmediate);
  }
}

describe('turns of tenants', () => {
  it('are fair: whoever has much work takes no other one’s turn', async () => {
    const turns = new FairLimiter(LIMITS);
    const { piece, begun, end } = bound(new Pieces());
    for (let at = 0; at < 100; at += 1) void turns.run('greedy', NEVER, piece(`greedy ${at}`));
    void turns.run('modest', NEVER, piece('modest 1'));
    void turns.run('modest', NEVER, piece('modest 2'));
    void turns.run('third', NEVER, piece('third'));
    await new Promise(setImmediate);
    expect(begun).toEqual(['greedy 0', 'greedy 1', 'modest 1']);
    await end('greedy 0');
    await end('greedy 1');
    await end('modest 1');
    expect(begun.slice(3)).toEqual(['greedy 2', 'modest 2', 'third']);
  });

  it('go on after work that failed', async () => {
    const turns = new FairLimiter({ perTenant: 1, total: 1 });
    const failed = turns.run('one', NEVER, () => Promise.reject(new Error('no')));
    const next = turns.run('one', NEVER, () => Promise.resolve('done'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('done');
  });

  it('are left by whoever waits no longer, at once', async () => {
    const turns = new FairLimiter({ perTenant: 1, total: 1 });
    const { piece, begun, end } = bound(new Pieces());
    const gone = new AbortController();
    const first = turns.run('one', NEVER, piece('first'));
    const left = turns.run('one', gone.signal, piece('left'));
    const last = turns.run('one', NEVER, piece('last'));
    gone.abort();
    expect(await left).toBeNull();
    await end('first');
    expect(await first).toBe('first');
    expect(begun).toEqual(['first', 'last']);
    await end('last');
    expect(await last).toBe('last');
    expect(await turns.run('one', gone.signal, piece('too late'))).toBeNull();
  });
});

function bound(pieces: Pieces) {
  return { piece: pieces.piece, begun: pieces.begun, end: (name: string) => pieces.end(name) };
}
