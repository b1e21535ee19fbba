import { TestBed } from '@angular/core/testing';
import { PageCode } from './page-code';

/** jsdom knows no rejections: an event with what is read of one. */
function reject(reason: unknown): void {
  window.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason }));
}

describe('PageCode', () => {
  const ask = jest.fn();
  const gone = async () => {
    for (let turns = 0; turns < 5; turns += 1) await Promise.resolve();
    return TestBed.inject(PageCode).gone();
  };

  beforeEach(() => {
    globalThis.fetch = ask.mockReset().mockResolvedValue({ ok: true });
    TestBed.inject(PageCode);
  });

  it.each([
    'Failed to fetch dynamically imported module: http://localhost/chunk-a.js',
    'error loading dynamically imported module: http://localhost/chunk-a.js',
    'Importing a module script failed.',
  ])('is gone when a server that answers does not have a part: %s', async (message) => {
    reject(new TypeError(message));
    expect(await gone()).toBe(true);
  });

  it('is not known to be gone while the server cannot be reached', async () => {
    ask.mockRejectedValue(new TypeError('Failed to fetch'));
    reject(new TypeError('Failed to fetch dynamically imported module: http://localhost/chunk-a.js'));
    expect(await gone()).toBe(false);
  });

  it('passes over what else goes wrong', async () => {
    reject(new Error('a fault of ours'));
    reject('words');
    expect(await gone()).toBe(false);
    expect(ask).not.toHaveBeenCalled();
  });
});
