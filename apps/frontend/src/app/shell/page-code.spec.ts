import { ErrorHandler } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { PageCode, UnhandledErrorHandler } from './page-code';

describe('PageCode', () => {
  const fetchMock = jest.fn();
  const isOutdated = async (error: unknown) => {
    await TestBed.inject(PageCode).check(error);
    return TestBed.inject(PageCode).isOutdated();
  };

  beforeEach(() => {
    globalThis.fetch = fetchMock.mockReset().mockResolvedValue({ ok: true });
  });

  it.each([
    'Failed to fetch dynamically imported module: http://localhost/chunk-a.js',
    'error loading dynamically imported module: http://localhost/chunk-a.js',
    'Importing a module script failed.',
  ])('is outdated if the server responds but a chunk is missing: %s', async (message) => {
    expect(await isOutdated(new TypeError(message))).toBe(true);
  });

  it('is not outdated while the server is unreachable', async () => {
    fetchMock.mockRejectedValue(new TypeError('Failed to fetch'));
    const message = 'Failed to fetch dynamically imported module: http://localhost/chunk-a.js';
    expect(await isOutdated(new TypeError(message))).toBe(false);
  });

  it('ignores other errors', async () => {
    expect([await isOutdated(new Error('a fault of ours')), await isOutdated('text')]).toEqual([
      false,
      false,
    ]);
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it('checks and logs every uncaught error', () => {
    const logged = jest.spyOn(console, 'error').mockImplementation();
    TestBed.configureTestingModule({
      providers: [{ provide: ErrorHandler, useClass: UnhandledErrorHandler }],
    });
    const check = jest.spyOn(TestBed.inject(PageCode), 'check').mockResolvedValue();
    const error = new Error('a fault of ours');
    TestBed.inject(ErrorHandler).handleError(error);
    expect(check).toHaveBeenCalledWith(error);
    expect(logged).toHaveBeenCalledWith('ERROR', error);
    logged.mockRestore();
  });
});
