import type { StreamTokenResponse } from '@ppf/contracts';
import { HlsAccess } from './hls-access';

const token = (authorization: string) =>
  ({
    authorization,
    expires_in: 60,
    hls_url: 'http://media:8888/workshop-1/pit-1/index.m3u8',
  }) as StreamTokenResponse;

describe('HlsAccess', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('sends the token to the origin of the media server only', async () => {
    const access = new HlsAccess(() => Promise.resolve(token('Bearer a:1')));
    expect(access.authorizationFor('http://media:8888/x.m3u8')).toBeNull();
    await access.renew();
    expect(access.authorizationFor('http://media:8888/workshop-1/pit-1/seg1.mp4')).toBe('Bearer a:1');
    expect(access.authorizationFor('http://elsewhere/seg1.mp4')).toBeNull();
    access.stop();
  });

  it('renews a token before it expires', async () => {
    let asked = 0;
    const access = new HlsAccess(() => Promise.resolve(token(`Bearer ${++asked}`)));
    await access.renew();
    await jest.advanceTimersByTimeAsync(44_000);
    expect(asked).toBe(1);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(access.authorizationFor('http://media:8888/a')).toBe('Bearer 2');
    access.stop();
  });

  it('continues the session of the previous token', async () => {
    const asked: (string | undefined)[] = [];
    const access = new HlsAccess((before) => {
      asked.push(before?.authorization);
      return Promise.resolve(token(`Bearer ${asked.length}`));
    });
    await access.renew();
    await access.renew();
    expect(asked).toEqual([undefined, 'Bearer 1']);
    access.stop();
  });

  it('retries a failed renewal and keeps the previous token meanwhile', async () => {
    let asked = 0;
    const access = new HlsAccess(() =>
      ++asked === 2 ? Promise.reject(new Error('away')) : Promise.resolve(token(`Bearer ${asked}`)),
    );
    await access.renew();
    await jest.advanceTimersByTimeAsync(45_000);
    expect(access.authorizationFor('http://media:8888/a')).toBe('Bearer 1');
    await jest.advanceTimersByTimeAsync(2_000);
    expect(access.authorizationFor('http://media:8888/a')).toBe('Bearer 3');
    access.stop();
  });

  it('requests no token after stop', async () => {
    const ask = jest.fn(() => Promise.resolve(token('Bearer a:1')));
    const access = new HlsAccess(ask);
    await access.renew();
    access.stop();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
