import { type PublishRefusal, PublishRefusals } from './publish-refusals';

const PATH = 'workshop-1/pit-1';
const refusal = (address: string, isQuestion = false, seconds = 0): PublishRefusal => ({
  at: new Date(seconds * 1000),
  sentence: 'It showed another key.',
  address,
  protocol: 'rtsp',
  isQuestion,
});

describe('PublishRefusals', () => {
  let refusals: PublishRefusals;
  beforeEach(() => (refusals = new PublishRefusals()));

  it.each([true, false])(
    'forgets what a client was refused once it is allowed (question: %s)',
    (isQuestion) => {
      refusals.note(PATH, refusal('10.0.0.1', isQuestion));
      refusals.clear(PATH, '10.0.0.1');
      expect(refusals.lastOn(PATH)).toBeUndefined();
    },
  );

  it('keeps the refusal of another address', () => {
    refusals.note(PATH, refusal('10.0.0.2'));
    refusals.clear(PATH, '10.0.0.1');
    expect(refusals.lastOn(PATH)).toMatchObject({ address: '10.0.0.2' });
  });

  it('does not cover a refusal by the question before the next try, for a minute', () => {
    refusals.note(PATH, refusal('10.0.0.1'));
    refusals.note(PATH, refusal('10.0.0.1', true, 59));
    expect(refusals.lastOn(PATH)?.isQuestion).toBe(false);
    refusals.note(PATH, refusal('10.0.0.1', true, 61));
    expect(refusals.lastOn(PATH)?.isQuestion).toBe(true);
  });
});
