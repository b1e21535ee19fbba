import { canonicalCameraPath } from './canonical-camera-path';

const PRINTABLE = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index));
const NON_ASCII = ['ü', '€', '😀', '\ud800'];
/** Text that Go's `net/url` leaves unchanged, in a path (`validEncoded`) and in a query. */
const UNCHANGED_BY_GO = /^\/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/[\]]|%[0-9A-Fa-f]{2})*(?:\?[\x21-\x7e]*)?$/;
const SAFE_IN_SHELL = /^[A-Za-z0-9\-._~:/?[\]@&=+,;%]+$/;

const paths = [...PRINTABLE, ...NON_ASCII].flatMap((character) => [
  `/a${character}b`,
  `/a?x=${character}b`,
  `/a@b${character}c/d`,
  `/${character}${character}`,
]);

describe('canonicalCameraPath', () => {
  it.each(paths)('converts %j to a form that every release leaves unchanged', (path) => {
    for (const hasCredentials of [false, true]) {
      const canonical = canonicalCameraPath(path, 'rtsp', hasCredentials);
      expect(canonical).toMatch(UNCHANGED_BY_GO);
      expect(canonical).not.toMatch(/[#"<>\\]/);
      expect(canonicalCameraPath(canonical, 'rtsp', hasCredentials)).toBe(canonical);
      expect(canonicalCameraPath(path, 'mjpeg', hasCredentials)).toMatch(SAFE_IN_SHELL);
    }
  });

  it.each([
    ['an escape', '/a%2fb%41', '/a%2fb%41'],
    ['a lone percent sign', '/50%/%zz?x=5%', '/50%25/%25zz?x=5%25'],
    ['a bar, a caret and braces', '/a|b^c{d}', '/a%7Cb%5Ec%7Bd%7D'],
    ['brackets', '/a[0]', '/a[0]'],
    ['a space', '/my camera?a b', '/my%20camera?a%20b'],
    ['a non-ASCII letter', '/Tür?n=Tür', '/T%C3%BCr?n=T%C3%BCr'],
    ['a number sign', '/a#b', '/a%23b'],
    ["a viewer's query", '/a?q=$MTX_QUERY', '/a?q=%24MTX_QUERY'],
    ["a part of the path's name", '/$G1/$Go', '/%24G1/$Go'],
    ['an @', '/user=admin&password=p@ss&channel=1', '/user=admin&password=p@ss&channel=1'],
    ['an @ that gortsplib parses as the end of credentials', '/a@b%20c/d', '/a%40b%20c/d'],
  ])('keeps or encodes %s', (_, path, expected) => {
    expect(canonicalCameraPath(path, 'rtsp', false)).toBe(expected);
  });

  it('keeps an @ after credentials', () => {
    expect(canonicalCameraPath('/a@b%20c/d', 'rtsp', true)).toBe('/a@b%20c/d');
  });
});
