import { takeFirstRenewal } from './first-answers';

const answer = (ok: boolean, body: unknown) => Promise.resolve({ ok, json: async () => body } as Response);

describe('takeFirstRenewal', () => {
  it('hands over what the head of the page has begun, once', async () => {
    globalThis.ppfFirstRenewal = answer(true, { access_token: 'early' });
    expect(await takeFirstRenewal()).toEqual({ access_token: 'early' });
    expect(await takeFirstRenewal()).toBeNull();
  });

  it.each<[string, () => Promise<Response>]>([
    ['was refused', () => answer(false, {})],
    ['failed', () => Promise.reject(new TypeError('no network'))],
  ])('leaves it to the ordinary call when it %s', async (_name, begin) => {
    globalThis.ppfFirstRenewal = begin();
    expect(await takeFirstRenewal()).toBeNull();
  });
});
