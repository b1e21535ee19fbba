import { ErrorHandler } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { PageCode, UnhandledFaults } from './page-code';

describe('PageCode', () => {
  const ask = jest.fn();
  const gone = async (fault: unknown) => {
    await TestBed.inject(PageCode).note(fault);
    return TestBed.inject(PageCode).gone();
  };

  beforeEach(() => {
    globalThis.fetch = ask.mockReset().mockResolvedValue({ ok: true });
  });

  it.each([
    'Failed to fetch dynamically imported module: http://localhost/chunk-a.js',
    'error loading dynamically imported module: http://localhost/chunk-a.js',
    'Importing a module script failed.',
  ])('is gone when a server that answers does not have a part: %s', async (message) => {
    expect(await gone(new TypeError(message))).toBe(true);
  });

  it('is not known to be gone while the server cannot be reached', async () => {
    ask.mockRejectedValue(new TypeError('Failed to fetch'));
    const message = 'Failed to fetch dynamically imported module: http://localhost/chunk-a.js';
    expect(await gone(new TypeError(message))).toBe(false);
  });

  it('passes over what else goes wrong', async () => {
    expect([await gone(new Error('a fault of ours')), await gone('words')]).toEqual([false, false]);
    expect(ask).not.toHaveBeenCalled();
  });

  it('hears of every fault that nobody handles, which the console is told too', () => {
    const told = jest.spyOn(console, 'error').mockImplementation();
    TestBed.configureTestingModule({ providers: [{ provide: ErrorHandler, useClass: UnhandledFaults }] });
    const note = jest.spyOn(TestBed.inject(PageCode), 'note').mockResolvedValue();
    const fault = new Error('a fault of ours');
    TestBed.inject(ErrorHandler).handleError(fault);
    expect(note).toHaveBeenCalledWith(fault);
    expect(told).toHaveBeenCalledWith('ERROR', fault);
    told.mockRestore();
  });
});
