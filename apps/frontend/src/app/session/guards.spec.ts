import { toReturnUrl } from './guards';

describe('toReturnUrl', () => {
  it.each([
    [null, '/pits'],
    ['/pits/3', '/pits/3'],
    ['/pits/3?camera=new', '/pits/3?camera=new'],
    ['//evil.example.com', '/pits'],
    ['/\\evil.example.com', '/pits'],
    ['https://evil.example.com', '/pits'],
    ['javascript:alert(1)', '/pits'],
    ['/sign-in?return=/sign-in', '/pits'],
    ['', '/pits'],
  ])('maps %s to %s', (requested, url) => {
    expect(toReturnUrl(requested)).toBe(url);
  });
});
