import type { Camera } from '@ppf/contracts';
import {
  keyConsequence,
  pauseConsequence,
  pitDeletionConsequence,
  removalConsequence,
  saveConsequence,
  watchersText,
} from './consequences';

const pulled = { kind: 'pull', has_publish_key: false } as Camera;
const pushing = { kind: 'push', has_publish_key: true } as Camera;

describe('what a step does to those who watch', () => {
  it.each([
    [0, ''],
    [1, '1 person is watching.'],
    [2, '2 people are watching.'],
  ])('counts %i', (watching, text) => expect(watchersText(watching)).toBe(text));

  it.each([
    ['a key', keyConsequence(pushing, 2)],
    ['another kind of camera', keyConsequence(pulled, 2)],
    ['a pause', pauseConsequence(2)],
    ['the end of a camera', removalConsequence(pulled, 2)],
    ['the end of a pit', pitDeletionConsequence(2)],
    ['another address', saveConsequence(pulled, 2) ?? ''],
  ])('is said first of %s', (_step, text) => expect(text).toMatch(/^2 people are watching\. [A-Z]/));

  it.each([
    ['a first key', keyConsequence(null, 0)],
    ['a pause', pauseConsequence(0)],
    ['the end of a camera', removalConsequence(pushing, 0)],
  ])('is no word of nobody, of %s', (_step, text) => expect(text).toMatch(/^(A key|The p)/));

  it('is nothing where nobody watches, or there was no camera', () => {
    expect(saveConsequence(pulled, 0)).toBeNull();
    expect(saveConsequence(null, 2)).toBeNull();
  });
});
