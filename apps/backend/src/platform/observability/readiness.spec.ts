import { Readiness } from './readiness';

describe('Readiness', () => {
  it('names the components that are not ready, fail or do not respond in time', async () => {
    const readiness = new Readiness();
    readiness.require('fine', () => true);
    readiness.require('slow but fine', () => Promise.resolve(true));
    readiness.require('no', () => false);
    readiness.require('fails', () => {
      throw new Error('x');
    });
    readiness.require('rejects', () => Promise.reject(new Error('x')));
    readiness.require('hangs', () => new Promise(() => undefined));
    expect(await readiness.missing(20)).toEqual(['no', 'fails', 'rejects', 'hangs']);
  });
});
