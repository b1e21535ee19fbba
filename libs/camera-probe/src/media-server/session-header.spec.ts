import { parseSession } from './session-header';

describe('a Session header', () => {
  // RFC 2326 §15 allows blanks between tokens. FFmpeg 8.1.2 ignores a timeout after one
  // (findings/ffmpeg-session-timeout-blank.sh); gortsplib v4.11.1 to v5.6.4 reads it.
  it.each(['1;timeout=4', '1; timeout=4', '1;  timeout=4', '1'])('names its session: %s', (value) => {
    expect(parseSession([value])).toBe('1');
  });

  it.each<[readonly string[]]>([[[]], [['1', '2']], [['1;timeout=soon']], [['1; timeout=-4']]])(
    'is refused as the media server refuses it: %j',
    (values) => {
      expect(parseSession(values)).toBeNull();
    },
  );
});
