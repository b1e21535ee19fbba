/** @jest-environment node */
import type { Camera } from '@ppf/contracts';
import {
  keyConsequence,
  pauseConsequence,
  pitDeletionConsequence,
  removalConsequence,
  saveConsequence,
  viewersText,
} from './consequences';

const pulled = { kind: 'pull', has_publish_key: false } as Camera;
const pushing = { kind: 'push', has_publish_key: true } as Camera;

describe('the consequence of an action', () => {
  it.each([
    [0, ''],
    [1, 'There is 1 viewer.'],
    [2, 'There are 2 viewers.'],
  ])('counts %i viewers', (viewers, text) => expect(viewersText(viewers)).toBe(text));

  it.each([
    ['a new key', keyConsequence(pushing, 2)],
    ['another kind of camera', keyConsequence(pulled, 2)],
    ['a pause', pauseConsequence(2)],
    ['the removal of a camera', removalConsequence(pulled, 2)],
    ['the deletion of a pit', pitDeletionConsequence(2)],
    ['a new address', saveConsequence(pulled, 2) ?? ''],
  ])('starts with the viewers for %s', (_step, text) => expect(text).toMatch(/^There are 2 viewers\. [A-Z]/));

  it.each([
    ['a first key', keyConsequence(null, 0)],
    ['a pause', pauseConsequence(0)],
    ['the removal of a camera', removalConsequence(pushing, 0)],
  ])('does not mention viewers without any, for %s', (_step, text) =>
    expect(text).toMatch(/^(This creates|The (p|v))/),
  );

  it('is empty without viewers or without a camera', () => {
    expect(saveConsequence(pulled, 0)).toBeNull();
    expect(saveConsequence(null, 2)).toBeNull();
  });
});
