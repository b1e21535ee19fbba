import { rtspClientRulesOf } from './rtsp-client-rules';

describe('rtspClientRulesOf', () => {
  const holds = (release: string) =>
    Object.entries(rtspClientRulesOf(release)).filter(([, value]) => value === true).length;

  it('has none of the later rules in the oldest release, and all of them in the newest', () => {
    const all = Object.keys(rtspClientRulesOf('v1.20.1')).length - 1;
    expect(['v1.9.3', 'v1.10.0', 'v1.20.1', 'v1.21.1'].map(holds)).toEqual([0, 1, all, all]);
  });

  it.each([
    ['v1.13.1', 'set-up'],
    ['v1.14.0', 'refused'],
    ['v1.15.5', 'refused'],
    ['v1.15.6', 'skipped'],
  ])('knows what %s does with back channels', (release, rule) => {
    expect(rtspClientRulesOf(release).backChannels).toBe(rule);
  });

  it.each([
    ['v1.19.0', false],
    ['v1.19.1', true],
  ])('knows since when H.264 without packetization mode needs TCP: %s %p', (release, needed) => {
    expect(rtspClientRulesOf(release).needsTcpForH264Mode0).toBe(needed);
  });

  it('treats an unreadable release as the oldest one', () => {
    expect(rtspClientRulesOf('unknown')).toEqual(rtspClientRulesOf('v1.9.3'));
  });
});
