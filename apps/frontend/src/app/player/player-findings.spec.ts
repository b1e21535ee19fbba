/** @jest-environment node */
import { classifyCandidate, toPlayerFindings } from './player-findings';
import { playerView } from './state/player-view';
import {
  initialPlayerState,
  onFailure,
  onFrame,
  onPhase,
  onSessionEnded,
  onVisibility,
} from './state/player-state';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const watching = onVisibility(initialPlayerState(NOW), true, NOW);
const found = (
  s: typeof watching,
  candidateHosts: string[] = [],
  stats = null as Parameters<typeof toPlayerFindings>[1]['stats'],
) => toPlayerFindings(s, { view: playerView(s, NOW), stats, candidateHosts, now: NOW });

describe('toPlayerFindings', () => {
  it('reports the state and the time of the device', () => {
    expect(found(watching)).toMatchObject({
      state: 'connecting',
      transport: 'none',
      webrtc: null,
      trouble: null,
      clock: '2026-11-25T12:00:00.000Z',
    });
  });

  it('keeps the failure of WebRTC while HLS plays', () => {
    const without = onFailure(onPhase(watching, 'webrtc', 'opening', NOW), 'webrtc', 'no-connection', NOW, 0);
    const shown = onFrame(onPhase(without, 'hls', 'opening', NOW), 'hls', NOW);
    const stats = { width: 640, height: 360, fps: 24.6, bitrate: 1e6, latencyMs: 3200.4 };
    expect(found(shown, ['192.168.1.5', '10.0.0.1', 'stream.example.org'], stats)).toMatchObject({
      state: 'live',
      transport: 'hls',
      webrtc: 'no-connection',
      candidates: ['private', 'name'],
      latency_ms: 3200,
      fps: 25,
    });
  });

  it('reports the preroll by its name in the API', () => {
    const preroll = onFrame(onPhase(watching, 'preroll', 'opening', NOW), 'preroll', NOW);
    expect(found(preroll)).toMatchObject({ state: 'live', transport: 'bridge' });
  });

  it('reports the viewer limit or the cause of the ending', () => {
    const full = onFailure(onPhase(watching, 'webrtc', 'opening', NOW), 'webrtc', 'pit-viewers-full', NOW, 0);
    expect(found(full)).toMatchObject({ state: 'denied', trouble: 'pit-viewers-full', ended: null });
    const ended = onSessionEnded(watching, { cause: 'lease-ended', at: '2026-11-25T11:59:00Z' });
    expect(found(ended)).toMatchObject({ state: 'denied', ended: 'lease-ended' });
  });

  it.each([
    ['127.0.0.1', 'loopback'],
    ['::1', 'loopback'],
    ['172.20.0.3', 'private'],
    ['100.64.0.9', 'private'],
    ['fd00::1', 'private'],
    ['0f0e.local', 'private'],
    ['172.32.0.3', 'public'],
    ['2001:db8::1', 'public'],
    ['stream.example.org', 'name'],
  ])('classifies %s as %s', (host, kind) => {
    expect(classifyCandidate(host)).toBe(kind);
  });
});
