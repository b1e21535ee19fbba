/** @jest-environment node */
import { takeEarlyRefresh } from './early-refresh';

const respond = (ok: boolean, body: unknown) => Promise.resolve({ ok, json: async () => body } as Response);

describe('takeEarlyRefresh', () => {
  it('returns the early response once', async () => {
    globalThis.ppfEarlyRefresh = respond(true, { access_token: 'early' });
    expect(await takeEarlyRefresh()).toEqual({ access_token: 'early' });
    expect(await takeEarlyRefresh()).toBeNull();
  });

  it.each<[string, () => Promise<Response>]>([
    ['was rejected', () => respond(false, {})],
    ['failed', () => Promise.reject(new TypeError('no network'))],
  ])('returns null if it %s', async (_name, start) => {
    globalThis.ppfEarlyRefresh = start();
    expect(await takeEarlyRefresh()).toBeNull();
  });
});
