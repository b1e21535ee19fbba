import { type CameraEntry, EMPTY_ENTRY } from '../../pits/camera/camera-entry';
import { type SetupProgress, type SetupStep, shownStep, stepAfter, stepBefore, stepsOf } from './setup-steps';

const nothing: SetupProgress = { saved: false, addressIsRight: false };
const addressed: SetupProgress = { saved: false, addressIsRight: true };
const saved: SetupProgress = { saved: true, addressIsRight: true };
const brand = { connection: 'camera', brand: 'hikvision' } as const;

describe('shownStep', () => {
  it.each<[string, string | undefined, Partial<CameraEntry>, SetupProgress, SetupStep]>([
    ['the first question', undefined, {}, nothing, 'connection'],
    ['the first question in place of one that is far away', 'test', {}, nothing, 'connection'],
    ['the first question for what is no step', 'nonsense', {}, nothing, 'connection'],
    ['the brand, before its address', 'address', { connection: 'camera' }, nothing, 'brand'],
    ['the address of a brand', 'address', brand, nothing, 'address'],
    ['the address, where the test cannot be made yet', 'test', brand, nothing, 'address'],
    ['the test', 'test', brand, addressed, 'test'],
    ['the test, before the picture of what is not saved', 'picture', brand, addressed, 'test'],
    ['the picture of what is saved', 'picture', brand, saved, 'picture'],
    ['an earlier question again', 'brand', brand, saved, 'brand'],
    ['no brand for an address that is known', 'brand', { connection: 'address' }, nothing, 'address'],
    ['the sender, before it has a key', 'key', { connection: 'push', sender: 'obs' }, addressed, 'sender'],
    ['the key of what is saved', 'key', { connection: 'push' }, saved, 'key'],
    ['what comes of a camera that pushes', 'picture', { connection: 'push' }, saved, 'picture'],
  ])('is %s', (_name, asked, answers, progress, step) => {
    expect(shownStep(asked, { ...EMPTY_ENTRY, ...answers }, progress)).toBe(step);
  });
});

describe('the order of the steps', () => {
  it.each(['camera', 'push', 'address', null] as const)('goes forth and back, by %s', (connection) => {
    const steps = stepsOf(connection);
    const walked: SetupStep[] = ['connection'];
    for (let step = stepAfter('connection', connection); step; step = stepAfter(step, connection)) {
      expect(stepBefore(step, connection)).toBe(walked.at(-1));
      walked.push(step);
    }
    expect(walked).toEqual(steps);
    expect(walked.at(-1)).toBe('picture');
    expect(stepBefore('connection', connection)).toBeNull();
  });
});
