import { UNKNOWN_STREAM } from '@ppf/contracts';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { DisplayState, PlayerView } from './state/player-view';
import { StreamTokenLoader } from './stream-token-loader';
import { StreamViewerService } from './stream-viewer-service';
import { StreamTokenLoaderHarness } from './testing/stream-token-loader-harness';

const CONNECTING: PlayerView = {
  state: 'connecting',
  transport: 'none',
  failure: null,
  stopReason: null,
  since: Date.now(),
  hadPicture: false,
};

/** Replaces the service, because jsdom has neither WebRTC nor layout. */
class FakeViewer {
  readonly view = signal(CONNECTING);
  readonly watched: number[] = [];
  readonly tries = jest.fn();
  readonly stop = jest.fn();
  readonly setStream = jest.fn();
  isVisible: boolean | null = null;
  selectStream: (() => string) | undefined;
  watch(pitId: number, _surfaces: unknown, selectStream: () => string): void {
    this.selectStream = selectStream;
    this.watched.push(pitId);
  }
  setVisible(isVisible: boolean): void {
    this.isVisible = isVisible;
  }
  tryNow(): void {
    this.tries();
  }
}

class FakeIntersectionObserver {
  observe(): void {
    // jsdom has no layout, so every element counts as on screen.
  }
  disconnect(): void {
    // Nothing to disconnect.
  }
}

describe('StreamTokenLoader', () => {
  let viewer: FakeViewer;
  let fixture: ComponentFixture<StreamTokenLoader>;
  let player: StreamTokenLoaderHarness;
  let states: DisplayState[];

  const show = async (view: Partial<PlayerView>) => {
    viewer.view.set({ ...CONNECTING, since: Date.now(), ...view });
    await fixture.whenStable();
  };

  beforeEach(async () => {
    Object.assign(globalThis, { IntersectionObserver: FakeIntersectionObserver });
    viewer = new FakeViewer();
    states = [];
    TestBed.overrideComponent(StreamTokenLoader, {
      set: { providers: [{ provide: StreamViewerService, useValue: viewer }] },
    });
    fixture = TestBed.createComponent(StreamTokenLoader);
    fixture.componentRef.setInput('pitId', 7);
    fixture.componentRef.setInput('label', 'Pit 3');
    fixture.componentInstance.stateChange.subscribe((state) => states.push(state));
    player = await TestbedHarnessEnvironment.harnessForFixture(fixture, StreamTokenLoaderHarness);
  });
  afterEach(() => {
    fixture.destroy();
    jest.restoreAllMocks();
  });

  it('plays its pit before the stream status is known', () => {
    expect(viewer.watched).toEqual([7]);
    expect(viewer.isVisible).toBe(true);
  });

  it('starts muted, as autoplay requires', () => {
    const videos = [...fixture.nativeElement.querySelectorAll('video')];
    expect(videos.map(({ muted }) => muted)).toEqual([true, true]);
  });

  it('shows LIVE and emits its state', async () => {
    await show({ state: 'live', transport: 'webrtc', hadPicture: true });
    expect(await player.chipWord()).toBe('LIVE');
    expect([await player.state(), await player.transport()]).toEqual(['live', 'webrtc']);
    expect(await player.sentence()).toBeNull();
    expect(states).toEqual(['connecting', 'live']);
  });

  it.each(['none', 'webrtc', 'hls'] as const)('has exactly one pit video: %s', async (transport) => {
    await show({ state: 'live', transport, hadPicture: true });
    expect(fixture.nativeElement.querySelectorAll('[data-testid="pit-video"]')).toHaveLength(1);
  });

  it('shows the duration of a freeze, but announces it without the duration', async () => {
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now);
    await show({ state: 'stalled', transport: 'webrtc', since: now - 4_200, hadPicture: true });
    expect(await player.chipWord()).toBe('Frozen 4 sec');
    expect(await player.announced()).toBe('Pit 3: The picture is frozen. The picture stopped. Trying again.');
  });

  it('updates the duration of a freeze', async () => {
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
    await show({ state: 'stalled', transport: 'webrtc', since: now - 1_600, hadPicture: true });
    expect(await player.chipWord()).toBe('Frozen 1 sec');
    clock.mockReturnValue(now + 1_000);
    // Longer than the interval of the display.
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await player.chipWord()).toBe('Frozen 2 sec');
  });

  it('tries again on request', async () => {
    await show({ state: 'reconnecting', failure: 'ended', hadPicture: true });
    await player.press('Try now');
    expect(viewer.tries).toHaveBeenCalledTimes(1);
  });

  it('shows and hides advice while the camera is offline', async () => {
    await show({ state: 'waiting', failure: 'no-stream' });
    await player.press('Troubleshoot');
    expect(await player.sentence()).toMatch(/power and network cable/);
    await player.press('Close');
    expect(await player.sentence()).toBe('The camera is off or can’t be reached.');
  });

  it('has buttons on the picture only with `controls`', async () => {
    await show({ state: 'live', transport: 'webrtc', hadPicture: true });
    expect(await player.buttonNames()).toEqual([]);
    fixture.componentRef.setInput('controls', true);
    expect(await player.buttonNames()).toEqual(['Full screen']);
  });

  it('switches to another pit', async () => {
    fixture.componentRef.setInput('pitId', 8);
    await fixture.whenStable();
    expect(viewer.watched).toEqual([7, 8]);
  });

  it('plays the second stream in new sessions with `usesSub`, and keeps the current session', async () => {
    expect(viewer.selectStream?.()).toBe('main');
    fixture.componentRef.setInput('usesSub', true);
    await fixture.whenStable();
    expect(viewer.selectStream?.()).toBe('sub');
    expect(viewer.watched).toEqual([7]);
  });

  it('forwards the stream status of the API', async () => {
    const stream = { ...UNKNOWN_STREAM, status: 'live', codec: 'H264', readers: 2 } as const;
    fixture.componentRef.setInput('stream', stream);
    await fixture.whenStable();
    expect(viewer.setStream).toHaveBeenLastCalledWith(stream);
  });

  it('stops when it is destroyed', () => {
    fixture.destroy();
    expect(viewer.stop).toHaveBeenCalled();
  });
});
