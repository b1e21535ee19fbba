import { UNHEARD_STREAM } from '@ppf/contracts';
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

/** Stands where a browser would be needed: jsdom has no WebRTC and no layout. */
class FakeViewer {
  readonly view = signal(CONNECTING);
  readonly watched: number[] = [];
  readonly tries = jest.fn();
  readonly stop = jest.fn();
  readonly learn = jest.fn();
  seen: boolean | null = null;
  watch(pitId: number): void {
    this.watched.push(pitId);
  }
  show(seen: boolean): void {
    this.seen = seen;
  }
  tryNow(): void {
    this.tries();
  }
}

class FakeIntersectionObserver {
  observe(): void {
    // jsdom lays nothing out: everything counts as on screen.
  }
  disconnect(): void {
    // Nothing to end.
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
  afterEach(() => fixture.destroy());

  it('watches its pit as soon as it is there, before anything is known of the stream', () => {
    expect(viewer.watched).toEqual([7]);
    expect(viewer.seen).toBe(true);
  });

  it('starts muted, for only then may a video start by itself', () => {
    const videos = [...fixture.nativeElement.querySelectorAll('video')];
    expect(videos.map(({ muted }) => muted)).toEqual([true, true]);
  });

  it('says LIVE by word and tells its state', async () => {
    await show({ state: 'live', transport: 'webrtc', hadPicture: true });
    expect(await player.chipWord()).toBe('LIVE');
    expect([await player.state(), await player.transport()]).toEqual(['live', 'webrtc']);
    expect(await player.sentence()).toBeNull();
    expect(states).toEqual(['connecting', 'live']);
  });

  it.each(['none', 'webrtc', 'hls'] as const)(
    'has one pit video at every time, on %s too',
    async (transport) => {
      await show({ state: 'live', transport, hadPicture: true });
      expect(fixture.nativeElement.querySelectorAll('[data-testid="pit-video"]')).toHaveLength(1);
    },
  );

  it('says that a picture is frozen, and to a screen reader without the counter', async () => {
    await show({ state: 'stalled', transport: 'webrtc', since: Date.now() - 4_200, hadPicture: true });
    expect(await player.chipWord()).toBe('Frozen 4 s');
    expect(await player.announced()).toBe('Pit 3: The picture is frozen. The picture stopped. Trying again.');
  });

  it('goes on counting while it is frozen', async () => {
    await show({ state: 'stalled', transport: 'webrtc', since: Date.now() - 1_600, hadPicture: true });
    expect(await player.chipWord()).toBe('Frozen 1 s');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await player.chipWord()).toBe('Frozen 2 s');
  });

  it('tries again when asked to', async () => {
    await show({ state: 'reconnecting', failure: 'ended', hadPicture: true });
    await player.press('Try now');
    expect(viewer.tries).toHaveBeenCalledTimes(1);
  });

  it('explains what to look at when the camera is offline, and takes it back', async () => {
    await show({ state: 'waiting', failure: 'no-stream' });
    await player.press('Troubleshoot');
    expect(await player.sentence()).toMatch(/power and network cable/);
    await player.press('Close');
    expect(await player.sentence()).toBe('The camera is off or cannot be reached.');
  });

  it('has no buttons on the picture unless they are asked for', async () => {
    await show({ state: 'live', transport: 'webrtc', hadPicture: true });
    expect(await player.buttonNames()).toEqual([]);
    fixture.componentRef.setInput('controls', true);
    expect(await player.buttonNames()).toEqual(['Full screen']);
  });

  it('watches another pit when it is given one', async () => {
    fixture.componentRef.setInput('pitId', 8);
    await fixture.whenStable();
    expect(viewer.watched).toEqual([7, 8]);
  });

  it('passes on what the API says of the stream', async () => {
    const stream = { ...UNHEARD_STREAM, status: 'live', codec: 'H264', readers: 2 } as const;
    fixture.componentRef.setInput('stream', stream);
    await fixture.whenStable();
    expect(viewer.learn).toHaveBeenLastCalledWith(stream);
  });

  it('ends watching with the component', () => {
    fixture.destroy();
    expect(viewer.stop).toHaveBeenCalled();
  });
});
