import { manualChangeDetection } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, input } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Pit, Role } from '@ppf/contracts';
import { provideApi } from '../../api/provide-api';
import { StreamTokenLoader } from '../../player';
import { CameraPage } from './camera-page';
import { CameraPageHarness } from './camera-page.harness';
import { PIT, PULLED, PUSHING } from '../../pits/testing/sample-camera';
import { signIn } from '../../pits/testing/sign-in';

/** Replaces the player, which needs a browser. */
@Component({ selector: 'ppf-stream-token-loader', template: '' })
class NoPlayer {
  readonly pitId = input.required<number>();
  readonly stream = input();
  readonly camera = input();
  readonly label = input.required<string>();
  readonly controls = input();
}

describe('CameraPage', () => {
  let fixture: ComponentFixture<CameraPage>;
  let page: CameraPageHarness;
  let server: HttpTestingController;

  /** Harnesses wait for an idle page, and a page that polls is never idle. */
  const see = <T>(look: () => Promise<T>): Promise<T> => manualChangeDetection(look);

  async function pass(milliseconds = 0): Promise<void> {
    await jest.advanceTimersByTimeAsync(milliseconds);
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(0);
  }

  async function open(pit: Pit | null, role: Role = 'owner'): Promise<void> {
    TestBed.configureTestingModule({
      providers: [provideApi(), provideHttpClientTesting(), provideRouter([])],
    });
    TestBed.overrideComponent(CameraPage, {
      remove: { imports: [StreamTokenLoader] },
      add: { imports: [NoPlayer] },
    });
    signIn(role);
    server = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(CameraPage);
    fixture.componentRef.setInput('id', '3');
    page = await see(() => TestbedHarnessEnvironment.harnessForFixture(fixture, CameraPageHarness));
    await pass();
    const request = server.expectOne('/api/v1/pits/3');
    if (pit) request.flush(pit);
    else request.flush({ code: 'pit-not-found' }, { status: 404, statusText: 'Not Found' });
    await pass();
  }

  // jsdom lays nothing out.
  beforeAll(() => void (Element.prototype.scrollIntoView = () => undefined));
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    fixture.destroy();
    jest.useRealTimers();
  });

  it.each<[string, Pit, Role, string[]]>([
    ['the owner of a pulled camera', PIT, 'owner', ['Test now', 'Edit', 'Pause', 'Remove camera']],
    [
      'the owner of a camera that publishes',
      { ...PIT, camera: PUSHING },
      'owner',
      ['Test now', 'Edit', 'Create new key', 'Pause', 'Remove camera'],
    ],
    ['the staff', PIT, 'staff', []],
  ])('offers to %s the allowed actions', async (_who, pit, role, actions) => {
    await open(pit, role);
    expect(await see(() => page.title())).toBe('Camera of Pit 1 · Window side');
    expect(await see(() => page.settings())).toContain(
      pit.camera?.publish_address ?? 'rtsp://192.168.1.20:8554/stream1',
    );
    expect(await see(() => page.actions())).toEqual(actions);
  });

  it('shows no video of a paused camera, and resumes it', async () => {
    await open({ ...PIT, camera: { ...PULLED, paused: true } });
    expect(await see(() => page.notice())).toBe('Paused');
    expect(await see(() => page.hasPlayer())).toBe(false);
    expect(await see(() => page.actions())).not.toContain('Pause');
    await see(() => page.press('Resume'));
    const request = server.expectOne({ method: 'PATCH', url: '/api/v1/pits/3/camera' });
    expect(request.request.body).toEqual({ paused: false });
    request.flush(PULLED);
    await pass();
    server.expectOne('/api/v1/pits/3').flush(PIT);
    await pass();
    expect(await see(() => page.hasPlayer())).toBe(true);
  });

  it('tests the camera, and links to the setting that fixes it', async () => {
    await open(PIT);
    await see(() => page.press('Test now'));
    await pass();
    expect(await see(() => page.actions())).toContain('Stop test');
    const fault = { code: 'wrong-password', severity: 'error', sentence: 'Wrong.', fix: 'Check it.' };
    server
      .expectOne('/api/v1/pits/3/camera/test')
      .flush({ ok: false, steps: [{ step: 'describe', ok: false, ms: 3, fault }], video: null });
    await pass();
    expect(await see(() => page.actions())).toEqual(
      expect.arrayContaining(['Change user name or password', 'Test again']),
    );
  });

  it('offers to set up a camera when there is none', async () => {
    await open({ ...PIT, camera: null });
    expect(await see(() => page.notice())).toBe('No camera yet');
    expect(await see(() => page.actions())).toEqual(['Set up the camera']);
  });

  it('shows that the pit does not exist', async () => {
    await open(null);
    expect(await see(() => page.notice())).toBe('This pit doesn’t exist');
  });
});
