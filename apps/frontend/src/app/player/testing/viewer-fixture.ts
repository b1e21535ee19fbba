import { TestBed } from '@angular/core/testing';
import { type PitStream, type StreamTokenResponse, UNKNOWN_STREAM } from '@ppf/contracts';
import { StreamsApi } from '../../api/streams-api';
import { PrerollPlayback } from '../transports/preroll-playback';
import { HlsPlayback } from '../transports/hls-playback';
import type { RequestToken, PlaybackListener } from '../transports/playback';
import { StreamViewerService } from '../stream-viewer-service';
import { WhepPlayback } from '../transports/whep-playback';

/** A playing stream. */
export const LIVE: PitStream = { ...UNKNOWN_STREAM, status: 'live', codec: 'H264' };

/** One attempt as the service began it. */
export interface Attempt {
  readonly video: HTMLVideoElement;
  readonly requestToken: RequestToken;
  readonly listener: PlaybackListener;
  readonly close: jest.Mock;
}

/** The newest one. @throws Error when there is none */
export function newest(attempts: Attempt[]): Attempt {
  const attempt = attempts.at(-1);
  if (!attempt) throw new Error('Nothing was opened.');
  return attempt;
}

/** A player of pit 7 with a manual clock. The spec mocks the three transports. */
export function viewerFixture() {
  const issueToken = jest.fn();
  const renewSessions = jest.fn();
  const keepStill = jest.fn();
  const surfaces = {
    webrtc: document.createElement('video'),
    hls: document.createElement('video'),
    preroll: document.createElement('div'),
    keepStill,
  };
  let viewer: StreamViewerService;

  beforeEach(() => {
    jest.useFakeTimers();
    jest.clearAllMocks();
    issueToken.mockImplementation(async () => tokenOf(issueToken.mock.calls.length));
    renewSessions.mockResolvedValue({ session_lease_seconds: 60, ended: [] });
    TestBed.configureTestingModule({
      providers: [StreamViewerService, { provide: StreamsApi, useValue: { issueToken, renewSessions } }],
    });
    viewer = TestBed.inject(StreamViewerService);
    viewer.watch(7, surfaces);
  });
  afterEach(() => {
    viewer.stop();
    jest.useRealTimers();
  });

  return {
    issueToken,
    renewSessions,
    keepStill,
    surfaces,
    viewer: () => viewer,
    whep: () => attemptsOf(WhepPlayback),
    hls: () => attemptsOf(HlsPlayback),
    prerolls: () => attemptsOf(PrerollPlayback),
  };
}

function attemptsOf(way: unknown): Attempt[] {
  const { calls, instances } = (way as jest.Mock).mock;
  return calls.map(([video, requestToken, listener], index) => ({
    video,
    requestToken,
    listener,
    close: instances[index].close,
  }));
}

/** Response of the API to the request with this number. */
export function tokenOf(count: number): StreamTokenResponse {
  return {
    token: `token-${count}`,
    authorization: `Bearer jti-${count}:token-${count}`,
    camera: LIVE,
  } as StreamTokenResponse;
}
