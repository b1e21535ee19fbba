import { provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, input, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { By } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import { type Pit, type PitStream, type StreamStatus, UNKNOWN_STREAM } from '@ppf/contracts';
import { provideApi } from '../../api/provide-api';
import { PIT } from '../../pits/testing/sample-camera';
import { type PlayerView, StreamTokenLoader } from '../../player';
import { PitTile } from './pit-tile';

const CONNECTING: PlayerView = {
  state: 'connecting',
  transport: 'none',
  failure: null,
  stopReason: null,
  since: 0,
  hadPicture: false,
};

/** Replaces the player, which needs a browser. */
@Component({
  selector: 'ppf-stream-token-loader',
  template: '',
  providers: [{ provide: StreamTokenLoader, useExisting: FakePlayer }],
})
class FakePlayer {
  readonly pitId = input.required<number>();
  readonly stream = input<PitStream>();
  readonly usesSub = input<boolean>();
  readonly camera = input();
  readonly label = input.required<string>();
  readonly view = signal(CONNECTING);
}

const streamOf = (status: StreamStatus, codec: string | null): PitStream => ({
  ...UNKNOWN_STREAM,
  status,
  codec,
});

describe('PitTile', () => {
  let fixture: ComponentFixture<PitTile>;

  async function open(stream: PitStream, sub_stream: PitStream | null): Promise<FakePlayer> {
    TestBed.configureTestingModule({
      providers: [provideApi(), provideHttpClientTesting(), provideRouter([])],
    });
    TestBed.overrideComponent(PitTile, {
      remove: { imports: [StreamTokenLoader] },
      add: { imports: [FakePlayer] },
    });
    fixture = TestBed.createComponent(PitTile);
    await show({ ...PIT, stream, sub_stream });
    return fixture.debugElement.query(By.directive(FakePlayer)).componentInstance as FakePlayer;
  }

  async function show(pit: Pit): Promise<void> {
    fixture.componentRef.setInput('pit', pit);
    await fixture.whenStable();
  }

  it.each([
    ['both streams are live', streamOf('live', 'H265'), streamOf('live', 'H264'), true],
    [
      'both have a codec that not every browser plays',
      streamOf('live', 'H265'),
      streamOf('live', 'H265'),
      true,
    ],
    ['only the second one has such a codec', streamOf('live', 'H264'), streamOf('live', 'H265'), false],
    ['the codec of the second one is unknown', streamOf('live', 'H264'), streamOf('live', null), false],
    ['only the first one is live', streamOf('live', 'H265'), streamOf('offline', 'H264'), false],
    ['the camera is offline', streamOf('offline', 'H265'), streamOf('live', 'H264'), false],
    ['the camera has one stream', streamOf('live', 'H265'), null, false],
  ])('decides whether to play the second stream: %s', async (_name, stream, sub, expected) => {
    const player = await open(stream, sub);
    expect(player.usesSub()).toBe(expected);
    expect(player.stream()).toEqual(expected ? sub : stream);
  });

  it('plays the first stream if the media server does not have the second one', async () => {
    const [stream, sub_stream] = [streamOf('live', 'H265'), streamOf('live', 'H264')];
    const player = await open(stream, sub_stream);
    player.view.set({ ...CONNECTING, state: 'waiting', failure: 'no-stream' });
    await fixture.whenStable();
    expect(player.usesSub()).toBe(false);
    expect(player.stream()).toEqual(stream);
    // An event about the first stream does not change that, a new response does.
    player.view.set({ ...CONNECTING, state: 'live', transport: 'webrtc' });
    await show({ ...PIT, stream: { ...stream, readers: 1 }, sub_stream });
    expect(player.usesSub()).toBe(false);
    await show({ ...PIT, stream, sub_stream: { ...sub_stream } });
    expect(player.usesSub()).toBe(true);
  });
});
