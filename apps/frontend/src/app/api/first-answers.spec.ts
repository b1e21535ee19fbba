import { takeFirstRenewal, takeFirstStreamToken } from './first-answers';

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

describe('takeFirstStreamToken', () => {
  const begin = (pitId: number, begunAt = Date.now()) =>
    (globalThis.ppfFirstStreamToken = { pitId, begunAt, answer: answer(true, { token: 'early' }) });

  it('hands over the token of this pit, once', async () => {
    begin(3);
    expect(await takeFirstStreamToken(3)).toEqual({ token: 'early' });
    expect(await takeFirstStreamToken(3)).toBeNull();
  });

  it('does not hand over the token of another pit', async () => {
    begin(3);
    expect(await takeFirstStreamToken(4)).toBeNull();
  });

  it('does not hand over a token that is about to end', async () => {
    begin(3, Date.now() - 30_000);
    expect(await takeFirstStreamToken(3)).toBeNull();
  });

  it('leaves it to the ordinary call when nobody was signed in', async () => {
    globalThis.ppfFirstStreamToken = { pitId: 3, begunAt: Date.now(), answer: Promise.resolve(null) };
    expect(await takeFirstStreamToken(3)).toBeNull();
  });
});
