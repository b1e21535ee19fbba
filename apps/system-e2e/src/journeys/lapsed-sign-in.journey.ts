import { expect, test } from './fixtures';
import { startSampleCamera, type SampleCamera } from '@ppf/sample-cameras';
import type { Pit } from '@ppf/contracts';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from '../pages/accessibility-faults';
import { waitFor } from '@ppf/testing';
import { asOwner } from './world';

// The sign-in expires, or the page is reloaded, in the middle of a camera's setup.
let camera: SampleCamera;
let pit: Pit;

test.beforeAll(async ({ world }) => {
  camera = await startSampleCamera({ user: 'admin', password: 'p@ss', port: 0, clip: 'pit-3' });
  pit = await world.workshop.owner.createPit(world.workshop.id, 52);
});
test.afterAll(async ({ world }) => {
  await camera.stop();
  await world.workshop.owner.deletePit(pit.id);
});

test('asks to sign in again in place, keeps the input, and completes the action', ({ world }) =>
  asOwner(world, {}, async ({ page, cameras }) => {
    const { password } = world.workshop.ownerCredentials;
    await cameras.openSetup(pit.id);
    await cameras.answer('I have an RTSP URL');
    await cameras.press('Continue');
    await page.getByLabel('RTSP URL').fill(`rtsp://127.0.0.1:${camera.port}/stream1`);
    await page.getByLabel('User name on the camera').fill('admin');
    await page.getByLabel('Password on the camera').fill('p@ss');
    await endSignIn(page);
    await cameras.press('Test the camera');
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.waitFor();
    expect(await page.getByText('Only owners can set up cameras').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.getByLabel('Password', { exact: true }).fill('not the password');
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dialog.getByText(/password (is|are) (not right|wrong)|do not go together|wrong/i).waitFor();
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await cameras.says('The camera works.');
    await page.goBack();
    expect(await page.getByLabel('Password on the camera').inputValue()).toBe('p@ss');
  }));

test('starts at the first question after a reload, one question at a time', ({ world }) =>
  asOwner(world, {}, async ({ page, cameras }) => {
    await page.goto(`${world.product.origin}/pits/${pit.id}/camera/new?step=test`);
    await cameras.question('How is the camera connected?').waitFor();
    await waitFor(
      () => new URL(page.url()).searchParams.get('step') === 'connection',
      'the URL names the step',
      { withinMs: 5000 },
    );
    await cameras.answer('I have an RTSP URL');
    await cameras.press('Continue');
    await cameras.question('Where is the camera?').waitFor();
    const address = page.getByLabel('RTSP URL');
    await address.pressSequentially(`rtsp://127.0.0.1:${camera.port}/stream1`);
    expect(await address.inputValue()).toContain('/stream1');
    expect(new URL(page.url()).searchParams.get('step')).toBe('address');
  }));

/** Simulates an expired sign-in: no refresh cookie, and the API rejects the access token. */
async function endSignIn(page: Page): Promise<void> {
  await page.context().clearCookies();
  let ended = true;
  await page.route('**/api/v1/**', async (route) => {
    const request = route.request();
    if (request.url().endsWith('/auth/login')) {
      const answer = await route.fetch();
      ended = !answer.ok();
      return route.fulfill({ response: answer });
    }
    const { authorization, ...headers } = await request.allHeaders();
    return route.continue({ headers: ended ? headers : { ...headers, authorization: authorization ?? '' } });
  });
}
