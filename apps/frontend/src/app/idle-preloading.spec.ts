import { of, Subject, throwError } from 'rxjs';
import { IdlePreloading, PRELOAD_DELAY_MS } from './idle-preloading';

describe('IdlePreloading', () => {
  let strategy: IdlePreloading;
  const loaded: string[] = [];
  const loadOf = (name: string) => () => {
    loaded.push(name);
    return of(name);
  };

  beforeEach(() => {
    jest.useFakeTimers();
    loaded.length = 0;
    strategy = new IdlePreloading();
  });
  afterEach(() => {
    jest.useRealTimers();
    Reflect.deleteProperty(navigator, 'connection');
    Reflect.deleteProperty(globalThis, 'requestIdleCallback');
  });

  it('loads nothing while the first page opens', async () => {
    strategy.preload({}, loadOf('a'));
    await jest.advanceTimersByTimeAsync(PRELOAD_DELAY_MS - 1);
    expect(loaded).toEqual([]);
    await jest.advanceTimersByTimeAsync(2);
    expect(loaded).toEqual(['a']);
  });

  it('loads one page after the other', async () => {
    const first = new Subject<string>();
    strategy.preload({}, () => first);
    strategy.preload({}, loadOf('b'));
    await jest.advanceTimersByTimeAsync(PRELOAD_DELAY_MS + 1_000);
    expect(loaded).toEqual([]);
    first.next('a');
    await jest.advanceTimersByTimeAsync(1);
    expect(loaded).toEqual(['b']);
  });

  it('waits until the browser is idle', async () => {
    const idle: (() => void)[] = [];
    Object.assign(globalThis, { requestIdleCallback: (callback: () => void) => idle.push(callback) });
    strategy.preload({}, loadOf('a'));
    await jest.advanceTimersByTimeAsync(PRELOAD_DELAY_MS);
    expect(loaded).toEqual([]);
    idle[0]?.();
    await jest.advanceTimersByTimeAsync(0);
    expect(loaded).toEqual(['a']);
  });

  it('continues after a page that cannot be loaded, without an error', async () => {
    const errors: unknown[] = [];
    const failed = strategy.preload({}, () => throwError(() => new TypeError('Failed to fetch')));
    failed.subscribe({ error: (error) => errors.push(error) });
    strategy.preload({}, loadOf('b'));
    await jest.advanceTimersByTimeAsync(PRELOAD_DELAY_MS + 2);
    expect(loaded).toEqual(['b']);
    expect(errors).toEqual([]);
  });

  it('loads nothing while data saver is on', async () => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true });
    let isComplete = false;
    strategy.preload({}, loadOf('a')).subscribe({ complete: () => (isComplete = true) });
    await jest.advanceTimersByTimeAsync(PRELOAD_DELAY_MS + 2);
    expect([loaded, isComplete]).toEqual([[], true]);
  });
});
