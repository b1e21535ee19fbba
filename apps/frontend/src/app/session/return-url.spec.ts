/** @jest-environment node */
import { signInUrl, toReturnUrl } from './return-url';

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

describe('signInUrl', () => {
  it.each([
    ['/', '/sign-in'],
    ['/pits/3', '/sign-in?return=%2Fpits%2F3'],
    ['/pits/3?camera=new&a=b', '/sign-in?return=%2Fpits%2F3%3Fcamera%3Dnew%26a%3Db'],
  ])('maps %s to %s', (url, expected) => {
    expect(signInUrl(url)).toBe(expected);
  });
});
