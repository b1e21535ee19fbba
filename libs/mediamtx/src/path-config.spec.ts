import { differingKeys, hasPathConfig, isHotUpdate, matchesPathName, type PathConfig } from './path-config';
import { RECORDED_RELEASES, recordingOf } from './recorded/recordings';

const item = (name: string, values: Record<string, unknown> = {}) => ({ name, values: { name, ...values } });

describe('path configurations', () => {
  const wanted: PathConfig = {
    source: 'rtsp://a:b%40c@10.0.0.5:554/s',
    rtspTransport: 'tcp',
    sourceOnDemand: true,
    sourceOnDemandStartTimeout: '60s',
  };
  const answer = { ...wanted, sourceOnDemandStartTimeout: '1m0s', record: false, maxReaders: 0 };

  it('are equal if the managed keys are equal, in any notation of durations', () => {
    expect(hasPathConfig(item('p', answer), wanted)).toBe(true);
  });

  it.each([
    ['another source', { source: 'rtsp://a:other@10.0.0.5:554/s' }],
    ['another duration', { sourceOnDemandStartTimeout: '61s' }],
    ['another switch', { sourceOnDemand: false }],
    ['a key that is missing', { rtspTransport: undefined }],
    ['another type', { sourceOnDemand: 'true' }],
  ])('differ by %s', (_, change) => {
    expect(hasPathConfig(item('p', { ...answer, ...change }), wanted)).toBe(false);
  });

  it('names the keys that differ, and no value', () => {
    const changed = { ...answer, source: 'rtsp://a:other@10.0.0.5:554/s', sourceOnDemandStartTimeout: '61s' };
    expect(differingKeys(item('p', changed), wanted)).toEqual(['source', 'sourceOnDemandStartTimeout']);
  });

  it.each([
    [[], null, true],
    [['record'], null, true],
    [['record', 'recordPath'], 'v1.9.3', false],
    [['record', 'recordPath'], 'v1.15.6', true],
    [['forward'], 'v1.18.0', false],
    [['forward'], 'v1.20.1', true],
    [['source'], 'v1.20.1', false],
    [['record', 'maxReaders'], 'v1.20.1', false],
  ])('changed in %j at %s leave viewers alone: %s', (keys, version, expected) => {
    expect(isHotUpdate(keys, version)).toBe(expected);
  });

  it.each(RECORDED_RELEASES)('use only keys that %s has', (release) => {
    const defaults = recordingOf(release).api['config_pathdefaults_get']?.body as Record<string, unknown>;
    const keys = [
      'source',
      'sourceOnDemand',
      'sourceOnDemandStartTimeout',
      'sourceOnDemandCloseAfter',
      'rtspTransport',
    ];
    for (const key of keys) expect(defaults).toHaveProperty(key);
    const printed = {
      source: 'publisher',
      sourceOnDemandStartTimeout: '10000ms',
      rtspTransport: 'automatic',
    } as const;
    expect(hasPathConfig({ name: '', values: defaults }, printed)).toBe(true);
  });

  it.each(RECORDED_RELEASES)(
    'get a source with special characters back from %s as it was sent',
    (release) => {
      const { sent, configSource } = recordingOf(release).pull.special_password;
      expect(configSource).toBe(sent);
    },
  );

  it.each([
    ['~^workshop-[0-9]+/pit-[0-9]+$', true],
    ['~workshop', true],
    ['all_others', true],
    ['all', true],
    ['workshop-1/pit-1', false],
    ['~^cam$', false],
    ['~(?i)^WORKSHOP', false],
    ['~^[', false],
  ])('named %s take workshop-1/pit-1 by pattern: %s', (name, expected) => {
    expect(matchesPathName(item(name), 'workshop-1/pit-1')).toBe(expected);
  });
});
