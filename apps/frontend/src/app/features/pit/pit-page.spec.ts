import { manualChangeDetection } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, input } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import { type Camera, permissionsOf, type Pit, type Role, UNKNOWN_STREAM } from '@ppf/contracts';
import { AccessToken } from '../../api/access-token';
import { provideApi } from '../../api/provide-api';
import { StreamTokenLoader } from '../../player';
import { PitPage } from './pit-page';
import { PitPageHarness } from './pit-page.harness';

/** Replaces the player, which needs a browser. */
@Component({ selector: 'ppf-stream-token-loader', template: '' })
class NoPlayer {
  readonly pitId = input.required<number>();
  readonly stream = input();
  readonly camera = input();
  readonly label = input.required<string>();
  readonly controls = input();
  readonly measured = input();
}

const camera: Camera = {
  kind: 'pull',
  paused: false,
  pause_reason: null,
  not_applied: null,
  feed: 'rtsp',
  tls: false,
  tls_fingerprint: null,
  host: '192.168.1.20',
  port: 8554,
  path: '/stream1',
  user: 'admin',
  has_password: true,
  transport: 'tcp',
  on_demand: false,
  sub_path: null,
  transcode: false,
  sub: false,
  allow_list: [],
  publish_address: null,
  publish_address_changed_at: null,
  sub_publish_address: null,
  has_publish_key: false,
};
const pit: Pit = {
  id: 3,
  workshop_id: 7,
  number: 1,
  name: 'Window side',
  path: 'workshop-7/pit-1',
  camera,
  stream: { ...UNKNOWN_STREAM, status: 'offline', since: '2026-11-23T09:12:00Z', readers: 2 },
  sub_stream: null,
};

describe('PitPage', () => {
  let fixture: ComponentFixture<PitPage>;
  let page: PitPageHarness;
  let server: HttpTestingController;

  /** Harnesses wait for an idle page, and a page that polls is never idle. */
  const see = <T>(look: () => Promise<T>): Promise<T> => manualChangeDetection(look);

  async function pass(milliseconds = 0): Promise<void> {
    await jest.advanceTimersByTimeAsync(milliseconds);
    TestBed.tick();
    await jest.advanceTimersByTimeAsync(0);
  }

  async function open(id: string, role: Role = 'owner'): Promise<void> {
    TestBed.configureTestingModule({
      providers: [provideApi(), provideHttpClientTesting(), provideRouter([])],
    });
    TestBed.overrideComponent(PitPage, {
      remove: { imports: [StreamTokenLoader] },
      add: { imports: [NoPlayer] },
    });
    TestBed.inject(AccessToken).accept({
      access_token: 't',
      token_type: 'Bearer',
      expires_in: 9_000,
      user: {
        id: 1,
        email: 'a@b.co',
        display_name: 'A',
        role,
        permissions: permissionsOf(role),
        workshop_id: 7,
      },
    });
    server = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(PitPage);
    fixture.componentRef.setInput('id', id);
    page = await see(() => TestbedHarnessEnvironment.harnessForFixture(fixture, PitPageHarness));
    await pass();
  }

  async function answer(body: Pit): Promise<void> {
    server.expectOne(`/api/v1/pits/${body.id}`).flush(body);
    await pass();
  }

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    fixture.destroy();
    jest.useRealTimers();
  });

  it('starts to play before the pit is loaded', async () => {
    await open('3');
    expect(await see(() => page.hasPlayer())).toBe(true);
  });

  it('shows name, status, viewers and camera', async () => {
    await open('3');
    await answer(pit);
    expect(await see(() => page.title())).toBe('Pit 1 · Window side');
    expect(TestBed.inject(Title).getTitle()).toBe('Pit 1 · Window side · PPF Monitoring');
    expect(await see(() => page.factsText())).toMatch(/^Offline since [^]*2 viewers$/);
    expect(await see(() => page.cameraText())).toContain('rtsp://192.168.1.20:8554/stream1');
  });

  it.each<[Role, boolean]>([
    ['owner', true],
    ['staff', false],
  ])('shows to %s why the camera is not applied, and what to do', async (role, mayEdit) => {
    const reason = { code: 'invalid-address', sentence: 'It cannot be used.', fix: 'Correct it.' } as const;
    await open('3', role);
    await answer({ ...pit, camera: { ...camera, not_applied: reason } });
    const text = await see(() => page.notAppliedText());
    expect(text).toContain('Not applied: It cannot be used.');
    expect(text).toContain('Correct it.');
    expect(text?.includes('Edit camera')).toBe(mayEdit);
    // The player would give another reason beside it.
    expect(await see(() => page.hasPlayer())).toBe(false);
  });

  it('keeps playing a live stream whose new settings are not applied', async () => {
    const reason = { code: 'invalid-address', sentence: 'It cannot be used.', fix: 'Correct it.' } as const;
    await open('3');
    await answer({
      ...pit,
      camera: { ...camera, not_applied: reason },
      stream: { ...pit.stream, status: 'live' },
    });
    expect(await see(() => page.notAppliedText())).toContain('Correct it.');
    expect(await see(() => page.hasPlayer())).toBe(true);
  });

  it('explains that a camera was paused because it redirects', async () => {
    await open('3');
    await answer({ ...pit, camera: { ...camera, paused: true, pause_reason: 'redirects' } });
    expect((fixture.nativeElement as HTMLElement).textContent).toContain('redirects to another address');
  });

  it.each<[Role, string[]]>([
    ['owner', ['Camera settings', 'Rename', 'Delete pit']],
    ['staff', ['About the camera']],
    ['observer', ['About the camera']],
  ])('offers to %s: %j', async (role, actions) => {
    await open('3', role);
    await answer(pit);
    expect(await see(() => page.actions())).toEqual(actions);
  });

  it('renders the column after the first frame, or after a short wait', async () => {
    await open('3');
    await answer({ ...pit, stream: { ...pit.stream, status: 'live' } });
    await pass(300);
    expect(await see(() => page.actions())).toEqual([]);
    await pass(300);
    expect(await see(() => page.actions())).toContain('Rename');
  });

  it('offers to set up a camera in place of the video', async () => {
    await open('3');
    await answer({ ...pit, camera: null });
    expect(await see(() => page.hasPlayer())).toBe(false);
    expect(await see(() => page.notice())).toBe('No camera yet');
  });

  it('shows that the pit does not exist', async () => {
    await open('9');
    server
      .expectOne('/api/v1/pits/9')
      .flush({ code: 'pit-not-found' }, { status: 404, statusText: 'Not Found' });
    await pass();
    expect(await see(() => page.notice())).toBe('This pit doesn’t exist');
    expect(await see(() => page.hasPlayer())).toBe(false);
  });

  it.each(['abc', '1.5', '-1', '0'])('sends no request for an invalid id: %s', async (id) => {
    await open(id);
    expect(await see(() => page.notice())).toBe('This pit doesn’t exist');
    server.expectNone(() => true);
  });

  it('shows that the pit was deleted while it is open', async () => {
    await open('3');
    await answer(pit);
    await pass(1500);
    server
      .expectOne('/api/v1/pits/3')
      .flush({ code: 'pit-not-found' }, { status: 404, statusText: 'Not Found' });
    await pass();
    expect(await see(() => page.notice())).toBe('This pit doesn’t exist');
  });

  it('keeps the video when updates fail', async () => {
    await open('3');
    await answer(pit);
    await pass(1500);
    server
      .expectOne('/api/v1/pits/3')
      .flush({ code: 'not-ready' }, { status: 503, statusText: 'Unavailable' });
    await pass();
    expect(await see(() => page.hasPlayer())).toBe(true);
    expect(await see(() => page.title())).toBe('Pit 1 · Window side');
  });
});
