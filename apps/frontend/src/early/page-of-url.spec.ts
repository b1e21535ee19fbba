import { isPitUrl, mayNeedSignIn } from './page-of-url';

describe('isPitUrl', () => {
  it.each([
    ['/pits/3', true],
    ['/workshops/1/pits/3', true],
    ['/pits', false],
    ['/pits/0', false],
    ['/pits/import', false],
    ['/pits/3/camera', false],
    ['/workshops/1/pits/3/camera/new', false],
  ])('decides for %s: %s', (pathname, expected) => {
    expect(isPitUrl(pathname)).toBe(expected);
  });
});

describe('mayNeedSignIn', () => {
  it.each([
    ['no', '/sign-in', true],
    ['no', '/pits/3', true],
    [null, '/', true],
    ['yes', '/sign-in', false],
    ['yes', '/pits', false],
    // The application sends the sign-out that is still pending.
    ['ending', '/sign-in', false],
    ['no', '/help', false],
    ['no', '/confirm-alerts', false],
    ['no', '/helpful', true],
  ])('decides with the stored value %s at %s: %s', (stored, pathname, expected) => {
    localStorage.clear();
    if (stored !== null) localStorage.setItem('ppf-signed-in', stored);
    expect(mayNeedSignIn(pathname)).toBe(expected);
  });
});
