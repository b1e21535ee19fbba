import { type PublishRefusal, PublishRefusals } from './publish-refusals';

const PATH = 'workshop-1/pit-1';
const refusal = (address: string, isUnauthenticated = false, seconds = 0): PublishRefusal => ({
  at: new Date(seconds * 1000),
  sentence: 'A client sent another key.',
  address,
  protocol: 'rtsp',
  isUnauthenticated,
});

describe('PublishRefusals', () => {
  let refusals: PublishRefusals;
  beforeEach(() => (refusals = new PublishRefusals()));

  it.each([true, false])(
    'removes the refusal of a client once it is allowed (request: %s)',
    (isUnauthenticated) => {
      refusals.record(PATH, refusal('10.0.0.1', isUnauthenticated));
      refusals.clear(PATH, '10.0.0.1');
      expect(refusals.lastFor(PATH)).toBeUndefined();
    },
  );

  it('keeps the refusal of another address', () => {
    refusals.record(PATH, refusal('10.0.0.2'));
    refusals.clear(PATH, '10.0.0.1');
    expect(refusals.lastFor(PATH)).toMatchObject({ address: '10.0.0.2' });
  });

  it('is not replaced for a minute by a request without credentials', () => {
    refusals.record(PATH, refusal('10.0.0.1'));
    refusals.record(PATH, refusal('10.0.0.1', true, 59));
    expect(refusals.lastFor(PATH)?.isUnauthenticated).toBe(false);
    refusals.record(PATH, refusal('10.0.0.1', true, 61));
    expect(refusals.lastFor(PATH)?.isUnauthenticated).toBe(true);
  });
});
