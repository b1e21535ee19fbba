import type { PitPage } from '../pages/pit-page';
import { expect } from './fixtures';

/** Two seconds at 25 frames a second are 50 frames. A busy machine shows fewer. */
const WATCHED_MS = 2000;
const MIN_FRAMES = 15;

/** Fails unless frames are decoded and presented, and the picture changes. */
export async function expectMovingPicture(pit: PitPage): Promise<void> {
  const moved = await pit.movement(WATCHED_MS);
  expect(moved.decoded).toBeGreaterThan(MIN_FRAMES);
  expect(moved.presented).toBeGreaterThan(MIN_FRAMES);
  expect(moved.changed).toBe(true);
}
