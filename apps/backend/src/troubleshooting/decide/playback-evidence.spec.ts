import type { CameraTestFaultCode, Diagnosis } from '@ppf/contracts';
import type { PitFacts } from '../facts/pit-facts';
import {
  CAMERA,
  GONE,
  LIVE,
  NO_WHEP,
  OFFLINE,
  PLAYING,
  sees,
  tested,
  WELL,
  WHEP,
  withServer,
} from '../../testing/pit-scenarios';
import { decideDiagnosis } from './decide-diagnosis';

const verdict = (
  facts: Partial<PitFacts>,
): Pick<NonNullable<Diagnosis['verdict']>, 'code' | 'severity'> | null => {
  const found = decideDiagnosis({ ...WELL, ...facts }, 'operator').verdict;
  return found && { code: found.code, severity: found.severity };
};
const player = (more: object, ageMs = 300): Partial<PitFacts> => ({
  player: { findings: { ...PLAYING, ...more }, clockAheadMs: 0, ageMs },
});
const byHls = player({ transport: 'hls', webrtc: 'no-connection' });
const loopback = { ...WELL.addresses, mediaIsLoopback: true, mediaIsPublic: false };

describe('a playing picture', () => {
  it.each(['no-key-frame', 'b-frames', 'unsupported-codec'] as const)(
    'disproves that the camera sends %s',
    (code) => {
      const test = tested('video', code, code === 'unsupported-codec' ? 'H265' : 'H264');
      expect(verdict({ test })).toBeNull();
      expect(verdict({ test, ...sees({}) })).toMatchObject({ severity: 'error' });
    },
  );

  it.each<[string, Partial<PitFacts>]>([
    ['a camera that could not be reached', { test: tested('reach', 'unreachable'), sourceStream: OFFLINE }],
    ['a wrong password', { test: tested('describe', 'wrong-password'), sourceStream: OFFLINE }],
    ['no picture', { test: tested('video', 'no-picture') }],
    ['a frozen stream', { sourceStream: { ...LIVE, status: 'stalled' } }],
    ['a closed port', { whep: NO_WHEP }],
    ['a wrong address', { whep: { ...WHEP, withToken: 404, withoutToken: 404 } }],
    ['a proxy that reaches nothing', { whep: { ...WHEP, withToken: 502, withoutToken: 502 } }],
    ['CORS', { whep: { ...WHEP, corsAllows: false } }],
    ['media without TLS', { addresses: { ...WELL.addresses, mediaIsHttps: false } }],
  ])('disproves %s', (_, facts) => expect(verdict(facts)).toBeNull());

  it.each<[string, Partial<PitFacts>, string]>([
    [
      'a media server that does not answer this service',
      withServer({ reachability: 'timeout' }),
      'media-server-unreachable',
    ],
    [
      'media on loopback, which other viewers do not reach',
      { addresses: loopback },
      'media-host-is-loopback',
    ],
    ['blocked UDP, with HLS in its addresses', byHls, 'udp-blocked'],
    ['a closed WebRTC port, with HLS in its addresses', { ...byHls, whep: NO_WHEP }, 'webrtc-port-closed'],
    [
      'B-frames, with HLS in their addresses',
      player({ transport: 'hls', webrtc: 'ended-early' }),
      'b-frames',
    ],
  ])('leaves a warning of %s', (_, facts, code) =>
    expect(verdict(facts)).toEqual({ code, severity: 'warning' }),
  );

  it('does not dismiss findings of the auth hook', () => {
    expect(verdict({ whep: { ...WHEP, withoutToken: 204 } })).toEqual({
      code: 'hook-off',
      severity: 'error',
    });
  });

  it.each<[string, Partial<PitFacts>]>([
    ['the player reported it long ago', player({}, 60_000)],
    ['the media server has no stream any more', { viewerStream: OFFLINE, ...player({}) }],
  ])('counts no longer where %s', (_, facts) => {
    expect(verdict({ test: tested('video', 'no-key-frame'), ...facts })).toMatchObject({
      code: 'no-key-frame',
    });
  });
});

describe('a live stream', () => {
  const off: CameraTestFaultCode[] = ['refused-connection', 'silent', 'too-many-viewers'];
  it.each(off)('dismisses %s, also without a player', (code) => {
    const test = tested('reach', code);
    expect(verdict({ test, player: null })).toBeNull();
    expect(verdict({ test, ...GONE, player: null })).toMatchObject({ code });
  });

  it.each(['no-key-frame', 'b-frames', 'unsupported-codec'] as const)(
    'disproves %s when it is re-encoded',
    (code) => {
      const camera = { ...CAMERA, transcode: true };
      const test = tested('video', code, 'H265');
      expect(verdict({ camera, test, player: null })).toBeNull();
      expect(verdict({ camera, test, viewerStream: OFFLINE, player: null })).toMatchObject({
        severity: 'error',
      });
    },
  );

  it('reports a missing second connection in every camera step', () => {
    const test = tested('options', 'no-second-connection');
    const { steps } = decideDiagnosis({ ...WELL, test, player: null }, 'owner');
    expect(steps.slice(0, 3).map(({ state, fault }) => [state, fault])).toEqual(Array(3).fill(['ok', null]));
    expect(steps[0]?.detail).toMatch(/no second connection/);
  });
});
