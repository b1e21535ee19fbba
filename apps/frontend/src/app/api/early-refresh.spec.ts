import { takeEarlyRefresh } from './early-refresh';

const answer = (ok: boolean, body: unknown) => Promise.resolve({ ok, json: async () => body } as Response);

describe('takeEarlyRefresh', () => {
  it('hands over what the head of the page has begun, once', async () => {
    globalThis.ppfEarlyRefresh = answer(true, { access_token: 'early' });
    expect(await takeEarlyRefresh()).toEqual({ access_token: 'early' });
    expect(await takeEarlyRefresh()).toBeNull();
  });

  it.each<[string, () => Promise<Response>]>([
    ['was refused', () => answer(false, {})],
    ['failed', () => Promise.reject(new TypeError('no network'))],
  ])('leaves it to the ordinary call when it %s', async (_name, begin) => {
    globalThis.ppfEarlyRefresh = begin();
    expect(await takeEarlyRefresh()).toBeNull();
  });
});
