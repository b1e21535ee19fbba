import { expect, test } from './fixtures';
import { startSampleCamera, startSamplePublisher, type SampleCamera } from '@ppf/sample-cameras';
import type { Pit } from '@ppf/contracts';
import { accessibilityFaults } from '../pages/accessibility-faults';
import { waitFor } from '@ppf/testing';
import { asOwner, asStaff } from './world';
import { expectMovingPicture } from './moving-picture';

/** The password contains characters that must be encoded in URLs. */
const CAMERA = { user: 'admin', password: 'p@ss/w?rd#1%' };

// Later tests use the camera that the first one sets up, so a second try runs the whole file.
test.describe.configure({ mode: 'serial' });

let camera: SampleCamera;
let pulled: Pit;
let pushed: Pit;

test.beforeAll(async ({ world }) => {
  camera = await startSampleCamera({ ...CAMERA, port: 0, clip: 'pit-3' });
  const { id, owner } = world.workshop;
  [pulled, pushed] = [await owner.createPit(id, 41), await owner.createPit(id, 42)];
});
test.afterAll(async ({ world }) => {
  await camera.stop();
  for (const pit of [pulled, pushed]) await world.workshop.owner.deletePit(pit.id);
});

test('sets up a camera from its pasted address: a wrong password is named with its fix, the right one goes live', ({
  world,
}) =>
  asOwner(world, {}, async ({ page, pit, cameras }) => {
    await cameras.openSetup(pulled.id);
    await cameras.answer('I have an RTSP URL');
    await cameras.press('Continue');
    await cameras.paste('RTSP URL', `rtsp://${CAMERA.user}:wrong@127.0.0.1:${camera.port}/stream1`);
    await waitFor(
      async () =>
        (await page.getByLabel('RTSP URL').inputValue()) === `rtsp://127.0.0.1:${camera.port}/stream1`,
      'the address is parsed',
      { withinMs: 5000 },
    );
    expect(await page.getByLabel('User name on the camera').inputValue()).toBe(CAMERA.user);
    await cameras.press('Test the camera');
    await cameras.says('The camera does not accept this user and password.');
    await cameras.press('Change user name or password');
    const password = page.getByLabel('Password on the camera');
    expect(await password.evaluate((field) => field === document.activeElement)).toBe(true);
    await password.fill(CAMERA.password);
    await cameras.press('Test the camera');
    await cameras.says('The camera works.');
    await cameras.press('Save and watch live');
    await cameras.says('Pit 41 is live.');
    await expectMovingPicture(pit);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.content()).not.toContain(CAMERA.password);
    await cameras.press('Go to the pit');
    await page.waitForURL(`**/workshops/*/pits/${pulled.number}`);
  }));

test('keeps the answers when the user goes back and forth, and asks for confirmation before they are lost', ({
  world,
}) =>
  asOwner(world, {}, async ({ page, cameras }) => {
    await cameras.openSetup(pushed.id);
    await cameras.answer('Pull from an IP camera');
    await cameras.press('Continue');
    await cameras.answer('Hikvision, HiLook');
    await cameras.press('Continue');
    await page.getByLabel('Address of the camera').fill('192.168.1.20');
    await cameras.says('/Streaming/Channels/101');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goBack();
    await cameras.question('Which camera is it?').waitFor();
    expect(await page.getByRole('radio', { name: 'Hikvision, HiLook' }).isChecked()).toBe(true);
    await page.goForward();
    await cameras.question('Where is the camera?').waitFor();
    expect(await page.getByLabel('Address of the camera').inputValue()).toBe('192.168.1.20');
    await cameras.follow('Back to the pit');
    expect(await cameras.warning()).toContain('Leave without saving?');
    await cameras.confirm('Leave');
    await page.waitForURL(`**/workshops/*/pits/${pushed.number}`);
    await cameras.openSetup(pushed.id);
    await cameras.follow('Back to the pit');
    await page.waitForURL(`**/workshops/*/pits/${pushed.number}`);
  }));

test('sets up a camera that pushes: its key is shown once, and the page reports the video without a reload', ({
  world,
}) =>
  asOwner(world, {}, async ({ page, cameras }) => {
    await cameras.openSetup(pushed.id);
    await cameras.answer('Publish from a camera or an encoder');
    await cameras.press('Continue');
    await cameras.answer('Another camera or encoder');
    await cameras.press('Create key');
    await cameras.says('The key is shown only once.');
    await page.getByRole('img', { name: 'QR code of the address with the key' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const url = await cameras.copyable('Address with the key');
    const publisher = await waitFor(
      () => startSamplePublisher({ url, clip: 'push' }),
      'the camera can publish',
      { withinMs: 15_000 },
    );
    try {
      await cameras.says('The video arrives.');
      await page.getByLabel('I have saved the key').check();
      await cameras.press('Show the video');
      await cameras.says('Pit 42 is live.');
      await page.reload();
      await cameras.says('Pit 42 is live.');
      await cameras.open(pushed.id);
      await cameras.follow('Create new key');
      await cameras.press('Create new key');
      await cameras.says('The key is shown only once.');
      expect(await cameras.copyable('Address with the key')).not.toBe(url);
      await waitFor(() => !publisher.publishing, 'the camera with the old key is disconnected', {
        withinMs: 5000,
      });
      await page.getByLabel('I have saved the key').check();
    } finally {
      await publisher.stop();
    }
  }));

test('shows the camera to the staff without any action that changes it', ({ world }) =>
  asStaff(world, {}, async ({ page, cameras }) => {
    await cameras.open(pulled.id);
    await cameras.says(`rtsp://127.0.0.1:${camera.port}`);
    // A path may hold credentials: it is the owner's, as the user is.
    await cameras.says('with a user name and password');
    expect(await page.getByText(/stream1|admin/).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Edit' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /Pause|Remove|Test/ }).count()).toBe(0);
    await page.goto(`${world.product.origin}/pits/${pulled.id}/camera/edit`);
    await cameras.says('Only owners can set up cameras');
  }));

test('pauses, resumes and removes a camera, and first shows how many viewers each disconnects', ({ world }) =>
  asOwner(world, {}, async ({ page, pit, cameras }) => {
    await cameras.open(pulled.id);
    await pit.reaches(['live'], 15_000);
    await waitFor(
      async () => {
        const { viewers } = await world.workshop.owner.cameraUsage(pulled.id);
        return viewers > 0;
      },
      'the media server counts the viewer',
      { withinMs: 10_000 },
    );
    expect(await accessibilityFaults(page)).toEqual([]);
    await cameras.press('Pause');
    expect(await cameras.warning()).toMatch(/There (is|are) \d+ viewers?/);
    await cameras.confirm('Pause camera');
    await cameras.question('Paused').waitFor();
    await cameras.press('Resume');
    await pit.reaches(['live'], 30_000);
    await cameras.press('Remove camera');
    await cameras.confirm('Remove camera');
    await page.waitForURL(`**/workshops/*/pits/${pulled.number}`);
    await cameras.says('No camera yet');
  }));

test('imports pits and cameras from a table: shows errors first, and imports all rows or none', ({ world }) =>
  asOwner(world, {}, async ({ page, pits, cameras }) => {
    const { id, owner } = world.workshop;
    const url = `rtsp://admin:${encodeURIComponent(CAMERA.password)}@127.0.0.1:${camera.port}/stream1`;
    const give = (...rows: readonly string[]): Promise<void> =>
      page.locator('input[type=file]').setInputFiles({
        name: 'pits.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(['number,name,url', ...rows].join('\r\n')),
      });
    await pits.open();
    await cameras.follow('Import');
    await give(`43,By the door,${url}`, '44,,nonsense');
    await cameras.says('1 of 2 rows has an error.');
    expect(await page.getByRole('button', { name: 'Import', exact: true }).count()).toBe(0);
    expect((await owner.pits(id)).items.map(({ number }) => number)).not.toContain(43);
    await cameras.press('Choose another file');
    await give(`43,By the door,${url}`);
    await cameras.says('1 row, valid.');
    expect(await accessibilityFaults(page)).toEqual([]);
    await cameras.press('Import');
    await cameras.says('1 row imported.');
    expect(await page.content()).not.toContain(encodeURIComponent(CAMERA.password));
    await page.getByRole('link', { name: '43', exact: true }).click();
    await cameras.says('Camera of Pit 43 · By the door');
    const made = (await owner.pits(id)).items.find(({ number }) => number === 43);
    expect(made?.camera).toMatchObject({ kind: 'pull', port: camera.port, has_password: true });
    if (made) await owner.deletePit(made.id);
  }));
