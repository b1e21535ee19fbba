import { TestBed } from '@angular/core/testing';
import type { StreamTokenResponse } from '@ppf/contracts';
import { StreamsApi } from '../../api/streams-api';
import { SessionLeases } from './session-leases';

const tokenOf = (jti: string) => ({ authorization: `Bearer ${jti}:x.y.z` }) as StreamTokenResponse;
const answer = { session_lease_seconds: 60, ended: [] };

describe('SessionLeases', () => {
  const renewSessions = jest.fn();
  let leases: SessionLeases;

  beforeEach(() => {
    jest.useFakeTimers();
    renewSessions.mockReset().mockResolvedValue(answer);
    TestBed.configureTestingModule({
      providers: [{ provide: StreamsApi, useValue: { renewSessions } }],
    });
    leases = TestBed.inject(SessionLeases);
  });
  afterEach(() => jest.useRealTimers());
  const hold = (jti: string, ended = jest.fn()) => leases.hold(tokenOf(jti), ended);

  it('renews all sessions with one call, three times per lease', async () => {
    hold('a');
    hold('b');
    await jest.advanceTimersByTimeAsync(2_000);
    expect(renewSessions.mock.calls).toEqual([[['a', 'b']]]);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(renewSessions).toHaveBeenCalledTimes(2);
  });

  it('renews a new session soon, before the others are due', async () => {
    hold('a');
    await jest.advanceTimersByTimeAsync(3_000);
    hold('b');
    await jest.advanceTimersByTimeAsync(2_000);
    expect(renewSessions).toHaveBeenLastCalledWith(['a', 'b']);
  });

  it('sends no renewal without sessions', async () => {
    hold('a')();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(renewSessions).not.toHaveBeenCalled();
  });

  it('retries soon when the API is unreachable', async () => {
    renewSessions.mockRejectedValueOnce(new Error('away'));
    hold('a');
    await jest.advanceTimersByTimeAsync(2_000 + 5_000);
    expect(renewSessions).toHaveBeenCalledTimes(2);
  });

  it('reports an ended session once and stops renewing it', async () => {
    const ending = { cause: 'ended-by-owner', at: '2026-11-23T14:02:00Z' };
    const [ended, other] = [jest.fn(), jest.fn()];
    hold('a', ended);
    hold('b', other);
    renewSessions.mockResolvedValueOnce({ ...answer, ended: [{ jti: 'a', ...ending }] });
    await jest.advanceTimersByTimeAsync(2_000);
    expect(ended.mock.calls).toEqual([[ending]]);
    expect(other).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(renewSessions).toHaveBeenLastCalledWith(['b']);
  });

  it('splits renewals at the limit of the API', async () => {
    for (let count = 0; count < 250; count += 1) hold(`jti-${count}`);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(renewSessions.mock.calls.map(([jtis]: [string[]]) => jtis.length)).toEqual([200, 50]);
  });
});
