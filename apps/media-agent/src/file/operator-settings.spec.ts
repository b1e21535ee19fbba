import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseOperatorSettings } from './operator-settings';

const INFRA = path.resolve(__dirname, '../../../../infra/mediamtx/mediamtx.yml');

describe("the operator's settings", () => {
  it.each(['v1.9.3', 'v1.20.1', null])('may be a copy of the file of infra, on %s', (release) => {
    const parsed = parseOperatorSettings(readFileSync(INFRA, 'utf8'), release);
    expect(parsed.faults).toEqual([]);
    expect(parsed.settings?.global).toMatchObject({ api: true, rtmp: false, rtspAddress: ':8554' });
  });

  it.each([
    ['yes', true],
    ['on', true],
    ['true', true],
    ['no', false],
    ['off', false],
  ])('have the switches of MediaMTX: %s', (word, value) => {
    const text = `authMethod: http\nauthHTTPAddress: http://h/\napi: yes\nrtsp: ${word}\n`;
    expect(parseOperatorSettings(text, null).settings?.global['rtsp']).toBe(value);
  });

  it('keep texts that look like a switch or a number', () => {
    const text = `authMethod: http\nauthHTTPAddress: http://h/\napi: yes\nlogFile: 'yes'\nhlsSegmentDuration: 1s\n`;
    expect(parseOperatorSettings(text, null).settings?.global).toMatchObject({
      logFile: 'yes',
      hlsSegmentDuration: '1s',
    });
  });
});
