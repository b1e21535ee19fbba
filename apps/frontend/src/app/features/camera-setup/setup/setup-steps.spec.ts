/** @jest-environment node */
import { type CameraEntry, EMPTY_ENTRY } from '../../../pits/camera/camera-entry';
import {
  type SetupProgress,
  type SetupStep,
  decideStep,
  stepAfter,
  stepBefore,
  stepsOf,
} from './setup-steps';

const nothing: SetupProgress = { saved: false, hasValidAddress: false };
const addressed: SetupProgress = { saved: false, hasValidAddress: true };
const saved: SetupProgress = { saved: true, hasValidAddress: true };
const brand = { connection: 'camera', brand: 'hikvision' } as const;

describe('decideStep', () => {
  it.each<[string, string | undefined, Partial<CameraEntry>, SetupProgress, SetupStep]>([
    ['the first step', undefined, {}, nothing, 'connection'],
    ['the first step in place of a later one', 'test', {}, nothing, 'connection'],
    ['the first step for an unknown one', 'nonsense', {}, nothing, 'connection'],
    ['the brand, before its address', 'address', { connection: 'camera' }, nothing, 'brand'],
    ['the address of a brand', 'address', brand, nothing, 'address'],
    ['the address, before a test is possible', 'test', brand, nothing, 'address'],
    ['the test', 'test', brand, addressed, 'test'],
    ['the test, before the video of an unsaved camera', 'picture', brand, addressed, 'test'],
    ['the video of a saved camera', 'picture', brand, saved, 'picture'],
    ['an earlier step again', 'brand', brand, saved, 'brand'],
    ['no brand for a known URL', 'brand', { connection: 'address' }, nothing, 'address'],
    [
      'the publisher, before it has a key',
      'key',
      { connection: 'push', publisher: 'obs' },
      addressed,
      'publisher',
    ],
    ['the key of a saved camera', 'key', { connection: 'push' }, saved, 'key'],
    ['the video of a camera that publishes', 'picture', { connection: 'push' }, saved, 'picture'],
  ])('is %s', (_name, requested, answers, progress, step) => {
    expect(decideStep(requested, { ...EMPTY_ENTRY, ...answers }, progress)).toBe(step);
  });
});

describe('the order of the steps', () => {
  it.each(['camera', 'push', 'address', null] as const)(
    'is the same forwards and backwards, for %s',
    (connection) => {
      const steps = stepsOf(connection);
      const walked: SetupStep[] = ['connection'];
      for (let step = stepAfter('connection', connection); step; step = stepAfter(step, connection)) {
        expect(stepBefore(step, connection)).toBe(walked.at(-1));
        walked.push(step);
      }
      expect(walked).toEqual(steps);
      expect(walked.at(-1)).toBe('picture');
      expect(stepBefore('connection', connection)).toBeNull();
    },
  );
});
