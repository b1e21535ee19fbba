import { codecOf, NOTIFY_CHANNELS, type NotifyChannel, type NotifyPayload } from './notify-channels';
import { MIGRATIONS } from './migrations';

/** A payload of every channel, and its text. */
const EXAMPLES: { readonly [Channel in NotifyChannel]: readonly [NotifyPayload<Channel>, string] } = {
  pits_changed: [7, '7'],
  users_changed: [2_147_483_647, '2147483647'],
  viewing_revoked: [1, '1'],
  media_servers_changed: ['', ''],
  placements_changed: [3, '3'],
  viewing_sessions: [{ fromReplica: 'a-b', ids: [5, 6] }, 'a-b:5,6'],
  pit_streams: ['{"from":"x"}', '{"from":"x"}'],
  reconcile_requested: [4, '4'],
  player_findings: [
    { pitId: 1, userId: 2, findings: { status: 'playing' } as never },
    '[1,2,{"status":"playing"}]',
  ],
  hook_memory_requested: [
    { requestId: 'r', fromReplica: 'b', path: 'workshop-1/pit-2', publishKeyHash: Buffer.from('0a', 'hex') },
    'r b workshop-1/pit-2 0a',
  ],
  path_reconnect_requested: [
    { mediaServerId: 3, path: 'workshop-1/pit-2', id: 'a1' },
    '3 a1 workshop-1/pit-2',
  ],
  hook_memory_reported: [{ requestId: 'r', memory: '{"a": 1}' }, 'r {"a": 1}'],
};

describe('notification payloads', () => {
  it.each(Object.keys(NOTIFY_CHANNELS) as NotifyChannel[])('of %s keep their value as text', (channel) => {
    const [payload, text] = EXAMPLES[channel];
    expect(codecOf(channel).format(payload as never)).toBe(text);
    expect(codecOf(channel).parse(text)).toEqual(payload);
  });

  it.each<[NotifyChannel, string]>([
    ['pits_changed', ''],
    ['pits_changed', '7x'],
    ['pits_changed', '-1'],
    ['viewing_sessions', '5,6'],
    ['player_findings', '{'],
    ['player_findings', '{}'],
    ['player_findings', '[1,2]'],
    ['player_findings', '["1",2,{}]'],
    ['path_reconnect_requested', 'x a1 workshop-1/pit-2'],
    ['path_reconnect_requested', '3 a1'],
    ['hook_memory_requested', 'r b'],
    ['hook_memory_reported', ''],
  ])('of %s are not %j', (channel, text) => {
    expect(codecOf(channel).parse(text)).toBeUndefined();
  });

  it('without a publish key or a replica keep that', () => {
    const request = { requestId: 'r', fromReplica: 'b', path: 'p', publishKeyHash: null };
    const hook = codecOf('hook_memory_requested');
    expect(hook.parse(hook.format(request))).toEqual(request);
    expect(codecOf('viewing_sessions').parse(':5')).toEqual({ fromReplica: '', ids: [5] });
  });

  it('are described for every channel that a trigger sends', async () => {
    const sent = new Set<string>();
    const query = (sql: string) => {
      for (const [, channel = ''] of sql.matchAll(/pg_notify\('(\w+)'/g)) sent.add(channel);
      return Promise.resolve([]);
    };
    for (const Migration of MIGRATIONS) await new Migration().up({ query } as never);
    expect(sent.size).toBeGreaterThan(3);
    expect(Object.keys(NOTIFY_CHANNELS)).toEqual(expect.arrayContaining([...sent]));
  });
});
