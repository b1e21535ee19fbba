import { AllowedMethods } from './allowed-methods';

describe('AllowedMethods', () => {
  const methods = new AllowedMethods();
  methods.note('/pits/:id', 'GET');
  methods.note('/pits/:id', ['PATCH', 'DELETE']);
  methods.note('/pits/:id/camera', 'PUT');
  methods.note('/*', 'GET');

  it.each([
    ['/pits/1', ['DELETE', 'GET', 'PATCH']],
    ['/pits/1?x=/a/b', ['DELETE', 'GET', 'PATCH']],
    ['/pits/1/camera', ['PUT']],
    ['/pits/', []],
    ['/pits', []],
    ['/other', []],
  ])('knows what %s takes', (url, expected) => {
    expect(methods.of(url)).toEqual(expected);
  });
});
