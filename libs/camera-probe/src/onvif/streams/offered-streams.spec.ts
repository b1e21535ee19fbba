import type { MediaProfile } from './media-profiles';
import { type ProfileUri, toOfferedStreams } from './offered-streams';

const profile = (channel: number, width: number): MediaProfile => ({
  ...{ token: `${channel}-${width}`, name: 'Stream', source: `source-${channel}`, encoding: 'H264' },
  ...{ width, height: 1, frameRate: 25 },
});
const uriOf = ({ token }: MediaProfile) => `rtsp://camera/${token}`;

describe('toOfferedStreams', () => {
  it('groups streams by source, largest first, without duplicate addresses', () => {
    const profiles = [profile(2, 640), profile(1, 640), profile(2, 1920), profile(1, 1920)];
    const repeated = { profile: profile(3, 640), uri: uriOf(profile(2, 640)) };
    const list = [...profiles.map((each) => ({ profile: each, uri: uriOf(each) })), repeated];
    expect(toOfferedStreams(list).map(({ path, suits }) => [path, suits])).toEqual([
      ['/2-1920', 'main'],
      ['/2-640', 'sub'],
      ['/1-1920', 'main'],
      ['/1-640', 'sub'],
    ]);
  });

  it('reads the source of each profile a fixed number of times, however many profiles there are', () => {
    const readsPerProfile = (count: number): number => {
      let reads = 0;
      const counted = Array.from({ length: count }, (_, channel): ProfileUri => {
        const each = profile(channel, 640);
        const proxy = new Proxy(each, {
          get: (target, key) => {
            if (key === 'source') reads += 1;
            return Reflect.get(target, key) as unknown;
          },
        });
        return { profile: proxy, uri: uriOf(each) };
      });
      expect(toOfferedStreams(counted)).toHaveLength(count);
      return reads / count;
    };
    expect(readsPerProfile(1_000)).toBe(readsPerProfile(10));
  });

  it('compares the address of each stream once, however many streams there are', () => {
    const profiles = Array.from({ length: 2_000 }, (_, channel) => profile(channel, 640));
    const findIndex = jest.spyOn(Array.prototype, 'findIndex');
    try {
      toOfferedStreams(profiles.map((each) => ({ profile: each, uri: uriOf(each) })));
      expect(findIndex).not.toHaveBeenCalled();
    } finally {
      findIndex.mockRestore();
    }
  });
});
