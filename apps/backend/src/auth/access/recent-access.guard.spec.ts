import 'reflect-metadata';
import { type ExecutionContext } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { type RequestLimits } from '../../platform/http/request-limits';
import { AccessGuard } from './access.guard';
import { AccessObjects } from './access-objects';
import { type AccessTokenStrategy } from './access-token-strategy';
import { type CredentialProjection } from './credential-projection';
import { type Principal } from './principal';
import { RecentAccessGuard } from './recent-access.guard';
import { RequirePermission } from './require-permission';

const START = Date.parse('2026-01-01T00:00:00Z');
const STAFF: Principal = { id: 7, role: 'staff', workshopId: 1, pitIds: null };
const bearer = (expSeconds: number, name = 'a') =>
  `Bearer h.${Buffer.from(JSON.stringify({ exp: START / 1000 + expSeconds, gen: 4, name })).toString('base64url')}.s`;

class Watching {
  watch(): void {}
}
RequirePermission('streams:watch')(Watching);

class Managing {
  manage(): void {}
}
RequirePermission('cameras:write')(Managing);

describe('RecentAccessGuard', () => {
  let now: number;
  let checks: number;
  let isValid: boolean;
  let generation: number;
  let guard: RecentAccessGuard;
  const limits = { takeForUser: () => undefined } as unknown as RequestLimits;

  beforeEach(() => {
    [now, checks, isValid, generation] = [START, 0, true, 4];
    const clock = new Clock();
    jest.spyOn(clock, 'now').mockImplementation(() => new Date(now));
    const authentication = AccessGuard.prototype as unknown as { authenticate: AccessGuard['canActivate'] };
    jest.spyOn(authentication, 'authenticate').mockImplementation((context: ExecutionContext) => {
      checks += 1;
      if (!isValid) return Promise.reject(new Error('not-signed-in'));
      context.switchToHttp().getRequest<{ user?: Principal }>().user = STAFF;
      return Promise.resolve(true);
    });
    const isCurrent = (userId: number, given: number) => userId === STAFF.id && given === generation;
    guard = new RecentAccessGuard(
      {} as AccessTokenStrategy,
      { isCurrent } as CredentialProjection,
      clock,
      limits,
      new AccessObjects(),
    );
  });
  afterEach(() => jest.restoreAllMocks());

  async function enter(
    authorization?: string,
    controller: typeof Watching | typeof Managing = Watching,
  ): Promise<Principal | undefined> {
    const request: { headers: { authorization?: string }; user?: Principal } = {
      headers: authorization === undefined ? {} : { authorization },
    };
    Object.assign(request, { routeOptions: {} });
    const context = {
      switchToHttp: () => ({ getRequest: () => request }),
      getHandler: () => () => undefined,
      getClass: () => controller,
    };
    await guard.canActivate(context as unknown as ExecutionContext);
    return request.user;
  }

  it('verifies a token once and admits it again from the cache', async () => {
    expect(await enter(bearer(900))).toEqual(STAFF);
    expect(await enter(bearer(900))).toEqual(STAFF);
    expect(checks).toBe(1);
  });

  it('checks the permission of a cached token on each request', async () => {
    await enter(bearer(900));
    await expect(enter(bearer(900), Managing)).rejects.toMatchObject({ code: 'forbidden' });
    expect(checks).toBe(1);
  });

  it('verifies another token, and a missing one, separately', async () => {
    await enter(bearer(900));
    await enter(bearer(900, 'b'));
    await enter();
    await enter();
    expect(checks).toBe(4);
  });

  it('verifies again after ten seconds', async () => {
    await enter(bearer(900));
    now += 10_000;
    await enter(bearer(900));
    expect(checks).toBe(2);
  });

  it('verifies again when the clock was set back', async () => {
    await enter(bearer(900));
    now -= 3_600_000;
    await enter(bearer(900));
    expect(checks).toBe(2);
  });

  it('refuses a cached token as soon as its credential generation is not current', async () => {
    await enter(bearer(900));
    [generation, isValid] = [5, false];
    await expect(enter(bearer(900))).rejects.toThrow('not-signed-in');
    expect(checks).toBe(2);
  });

  it('never admits an expired token', async () => {
    await enter(bearer(3));
    [now, isValid] = [START + 3000, false];
    await expect(enter(bearer(3))).rejects.toThrow('not-signed-in');
  });

  it('caches no refusal and no token without an expiry', async () => {
    isValid = false;
    await expect(enter(bearer(900))).rejects.toThrow('not-signed-in');
    isValid = true;
    expect(await enter(bearer(900))).toEqual(STAFF);
    await enter('Bearer nonsense');
    await enter('Bearer nonsense');
    expect(checks).toBe(4);
  });
});
