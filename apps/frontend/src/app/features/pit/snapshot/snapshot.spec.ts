/** @jest-environment node */
import { snapshotName } from './snapshot';

it('names a snapshot so that it sorts by time and is allowed everywhere', () => {
  expect(snapshotName(3, new Date(2026, 0, 5, 9, 2, 3))).toBe('pit-3-2026-01-05-090203.jpg');
});
