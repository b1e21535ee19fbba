import { ADDRESS_REFUSALS, type FaultDetail, PROBE_FAULT_CODES, STREAMS_FAULTS } from '@ppf/camera-probe';
import { refusalText, toCameraFault, toStreamsFault, toStreamsNotice } from './camera-fault-text';

const ofTests = [
  ...PROBE_FAULT_CODES.map((code) => toCameraFault({ code })),
  ...ADDRESS_REFUSALS.map((code) => ({ code, ...refusalText(code) })),
];
const HOUR = 3_600_000;

describe('texts of camera faults', () => {
  it.each([...ofTests, ...STREAMS_FAULTS.map(toStreamsFault)])(
    'say in one sentence what $code is, and what to do',
    ({ sentence, fix }) => {
      expect(sentence).toMatch(/^[A-Z][^.]*(\d\.\d[^.]*)?\.$/);
      expect(fix).toMatch(/^[A-Z].+\.$/);
    },
  );

  it('differ from each other', () => {
    expect(new Set(ofTests.map(({ sentence }) => sentence)).size).toBe(ofTests.length);
  });

  it('name the reason of a refused address', () => {
    expect(toCameraFault({ code: 'address-refused', refusal: 'loopback' })).toEqual({
      code: 'address-refused',
      severity: 'error',
      ...refusalText('loopback'),
    });
  });

  it.each<[FaultDetail, string, RegExp]>([
    [
      { code: 'session', reason: 'no-tracks' },
      'The camera’s stream description (SDP) is not valid, so the media server cannot play it: it has no track.',
      /^Update the camera’s firmware/,
    ],
    [
      { code: 'line', line: 3, key: 'm' },
      'The camera’s stream description (SDP) is not valid, so the media server cannot play it: line 3 (m=) is not valid.',
      /^Update the camera’s firmware/,
    ],
    [
      { code: 'line', line: 3, key: null },
      'The camera’s stream description (SDP) is not valid, so the media server cannot play it: line 3 is not valid.',
      /^Update the camera’s firmware/,
    ],
    [
      { code: 'track-format', track: 2, kind: 'audio', codec: 'AAC', reason: 'config-missing' },
      'Audio track 2 (AAC) is not valid, so the media server plays nothing: its configuration is missing.',
      /^Turn off audio/,
    ],
    [
      { code: 'track-format', track: 1, kind: 'video', codec: null, reason: 'payload-type' },
      'Video track 1 is not valid, so the media server plays nothing: its payload type is not a number up to 255.',
      /^Choose another video encoding/,
    ],
    [
      { code: 'track-refused', track: 3, kind: 'data' },
      'The camera describes data track 3 and then refuses it, so the media server plays nothing.',
      /^Turn off metadata/,
    ],
    [
      { code: 'header', header: 'Session' },
      'The camera sends a Session header that is not valid.',
      /^Update the camera’s firmware/,
    ],
  ])('name the case %j', (detail, sentence, fix) => {
    expect(toCameraFault({ code: 'invalid-description', detail })).toMatchObject({
      sentence,
      fix: expect.stringMatching(fix),
    });
  });

  it.each([
    [-26 * HOUR, 'The camera’s clock is 1 day behind this server’s.'],
    [75 * HOUR, 'The camera’s clock is 3 days ahead of this server’s.'],
    [2 * HOUR, 'The camera’s clock is 2 h 0 min ahead of this server’s.'],
    [-300_000, 'The camera’s clock is 5 min behind this server’s.'],
  ])('name a clock that is ahead by %d ms', (aheadMs, sentence) => {
    expect(toStreamsNotice({ code: 'camera-clock', aheadMs }).sentence).toBe(sentence);
  });
});
