import type { PitStreamName, StreamTokenResponse, ViewingEnding } from '@ppf/contracts';
import { ProblemError } from '../../api/problem-error';
import type { StreamsApi } from '../../api/streams-api';
import { PitSessions } from './pit-sessions';
import type { OnEnded, SessionLeases } from './session-leases';

const REPLACED: ViewingEnding = { cause: 'replaced', at: '2026-01-01T00:00:00.000Z' };

function setUp(selectStream?: () => PitStreamName) {
  const held = new Map<string, OnEnded>();
  const leases = {
    hold: ({ token }: StreamTokenResponse, ended: OnEnded) => {
      held.set(token, ended);
      return () => void held.delete(token);
    },
  } as SessionLeases;
  const issued: object[] = [];
  const refusals: unknown[] = [];
  const streams = {
    issueToken: (_pit: number, request: object) => {
      issued.push(request);
      const refusal = refusals.shift();
      return refusal ? Promise.reject(refusal) : Promise.resolve({ token: `token ${issued.length}` });
    },
  } as unknown as StreamsApi;
  const endings: ViewingEnding[] = [];
  const sessions = new PitSessions(7, streams, leases, (ending) => endings.push(ending), selectStream);
  return { sessions, held, issued, refusals, endings };
}

describe('PitSessions', () => {
  it('requests the selected stream for each new session, and the stream of its token for a renewal', async () => {
    let stream: PitStreamName = 'sub';
    const { sessions, issued } = setUp(() => stream);
    const first = await sessions.requestToken('hls');
    stream = 'main';
    const renewed = await sessions.requestToken('hls', first);
    await sessions.requestToken('hls', renewed);
    await sessions.requestToken('hls');
    expect(issued).toEqual([
      { stream: 'sub' },
      { stream: 'sub', renews: 'token 1' },
      { stream: 'sub', renews: 'token 2' },
      { follows: 'token 3' },
    ]);
  });

  it('continues with HLS if its session replaced the one of WebRTC at a viewer limit', async () => {
    const { sessions, held, issued, endings } = setUp();
    await sessions.requestToken('webrtc');
    await sessions.requestToken('hls');
    held.get('token 1')?.(REPLACED);
    expect(endings).toEqual([]);
    await sessions.requestToken('webrtc');
    expect(issued.at(-1)).toEqual({ follows: 'token 2' });
  });

  it('follows no session that it replaced itself, also if only the next token request reports it', async () => {
    const { sessions, issued, refusals, endings } = setUp();
    await sessions.requestToken('webrtc');
    await sessions.requestToken('hls');
    refusals.push(Object.assign(Object.create(ProblemError.prototype), { ending: REPLACED }));
    await sessions.requestToken('webrtc');
    expect(issued.slice(-2)).toEqual([{ follows: 'token 1' }, { follows: 'token 2' }]);
    expect(endings).toEqual([]);
  });

  it('follows the session of its other transport, so that both count as one viewer', async () => {
    const { sessions, issued } = setUp();
    await sessions.requestToken('webrtc');
    await sessions.requestToken('hls');
    expect(issued).toEqual([{}, { follows: 'token 1' }]);
  });

  it('follows a failed early session', async () => {
    const { sessions, held, issued } = setUp();
    sessions.follow('webrtc', { token: 'early' } as StreamTokenResponse);
    await sessions.requestToken('hls');
    expect(issued).toEqual([{ follows: 'early' }]);
    expect([...held.keys()]).toEqual(['token 1']);
  });

  it('ends when another window replaced it', async () => {
    const { sessions, held, endings } = setUp();
    await sessions.requestToken('webrtc');
    held.get('token 1')?.(REPLACED);
    expect(endings).toEqual([REPLACED]);
  });

  it('ends when an owner ended it, regardless of its other transport', async () => {
    const { sessions, held, endings } = setUp();
    await sessions.requestToken('webrtc');
    await sessions.requestToken('hls');
    const ended: ViewingEnding = { cause: 'ended-by-owner', at: REPLACED.at };
    held.get('token 1')?.(ended);
    expect(endings).toEqual([ended]);
  });
});
