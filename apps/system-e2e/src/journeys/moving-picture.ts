import type { PitPage } from '../pages/pit-page';
import { expect } from './fixtures';

/** More than half a second of video at 25 frames per second. */
const MIN_FRAMES = 15;
/** A busy machine presents fewer frames per second. */
const WITHIN_MS = 4000;

/** Fails unless frames are decoded and presented, and the picture changes. */
export async function expectMovingPicture(pit: PitPage): Promise<void> {
  const before = await pit.frames();
  await expect(async () => {
    const now = await pit.frames();
    expect(now.decoded - before.decoded).toBeGreaterThan(MIN_FRAMES);
    expect(now.presented - before.presented).toBeGreaterThan(MIN_FRAMES);
    expect(now.picture).not.toBe(before.picture);
  }).toPass({ timeout: WITHIN_MS, intervals: [200] });
}
