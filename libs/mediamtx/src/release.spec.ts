import { RECORDED_RELEASES } from './recorded/recordings';
import { compareReleases, isAtLeast, NEWEST_TESTED_RELEASE, parseRelease } from './release';

describe('releases', () => {
  it('reads a release with and without its v', () => {
    expect(parseRelease('v1.20.1')).toEqual({ major: 1, minor: 20, patch: 1 });
    expect(parseRelease('1.9.3\n')).toEqual({ major: 1, minor: 9, patch: 3 });
    expect(parseRelease('v1.21.0-rc1')).toEqual({ major: 1, minor: 21, patch: 0 });
  });

  it.each(['', 'v1.20', 'latest', 'v1.20.1.2', 'v0.0.0.', '<script>'])('does not read %j', (text) => {
    expect(parseRelease(text)).toBeNull();
  });

  it('orders by number, not by text', () => {
    const [old, now] = [parseRelease('v1.9.3'), parseRelease('v1.20.1')];
    expect(old && now && compareReleases(old, now)).toBeLessThan(0);
    expect(isAtLeast('v1.20.1', 'v1.9.3')).toBe(true);
    expect(isAtLeast('v1.9.3', 'v1.18.0')).toBe(false);
    expect(isAtLeast('v1.18.0', 'v1.18.0')).toBe(true);
    expect(isAtLeast('unknown', 'v1.0.0')).toBe(false);
  });

  it('name the newest tested one as it is recorded', () => {
    expect(NEWEST_TESTED_RELEASE).toBe(RECORDED_RELEASES.at(-1));
    for (const recorded of RECORDED_RELEASES) expect(isAtLeast(NEWEST_TESTED_RELEASE, recorded)).toBe(true);
  });
});
