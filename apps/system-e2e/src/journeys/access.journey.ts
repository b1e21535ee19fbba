import type { StreamTokenResponse } from '@ppf/contracts';
import { isAtLeast } from '@ppf/mediamtx';
import { requestStream, type Protocol, type Ticket } from '../media/request-stream';
import {
  authorizationOf,
  decodeToken,
  forge,
  grantOf,
  reissued,
  unrelatedKey,
  type Parts,
} from '../media/stream-token-forge';
import type { Target } from '../world/target';
import { expect, test } from './fixtures';
import { type World, asStaff, untilLive, viewersOf } from './world';

const PROTOCOLS: readonly Protocol[] = ['webrtc', 'hls', 'rtsp'];

/** Creates a ticket that must be denied, from an issued token and the key that signs tokens. */
type Forgery = (real: Parts, world: World) => Ticket | undefined;

const now = (): number => Math.floor(Date.now() / 1000);

const signed =
  (change: (real: Parts, world: World) => Parts): Forgery =>
  (real, world) =>
    ticket(forge(change(real, world), world.product.streamTokenKey));

const FORGERIES: readonly (readonly [string, Forgery])[] = [
  ['no token', () => undefined],
  ['a malformed token', () => ({ token: 'nonsense', authorization: 'Bearer jti:nonsense' })],
  [
    'a token signed with another key',
    (real, { product }) => ticket(forge(reissued(real, {}), unrelatedKey(product.streamTokenKey))),
  ],
  ['a token without a signature', (real) => ticket(forge(reissued(real, {}), null))],
  [
    'an expired token',
    signed((real) => reissued(real, { iat: now() - 180, nbf: now() - 180, exp: now() - 120 })),
  ],
  [
    'a token of another pit',
    signed((real, { workshop }) => reissued(real, grantOf(real, { path: workshop.foreign.path }))),
  ],
  ['a token to publish', signed((real) => reissued(real, grantOf(real, { act: 'publish' })))],
  ['an access token', (_, { workshop }) => ticket(workshop.api.accessToken)],
];

/** MediaMTX itself ignores `typ`. In JWT mode nothing else is signed with the key of stream tokens. */
const OTHER_TYPE: readonly [string, Forgery] = [
  'a token of another type',
  signed((real) => reissued(real, { typ: 'access' })),
];

/** MediaMTX itself validates the audience from v1.17.0 on, when it is configured (MediaMTX contract §2). */
const OTHER_AUDIENCE: readonly [string, Forgery] = [
  'a token for another audience',
  signed((real) => reissued(real, { aud: 'another-audience' })),
];

const ALL_FORGERIES = [...FORGERIES, OTHER_AUDIENCE, OTHER_TYPE];

/** The forgeries that a media server can detect. */
function forgeriesFor({ auth, kind, version }: Target): readonly (readonly [string, Forgery])[] {
  if (auth === 'http') return ALL_FORGERIES;
  const checksAudience = kind === 'simulator' || isAtLeast(version ?? '', 'v1.17.0');
  return checksAudience ? [...FORGERIES, OTHER_AUDIENCE] : FORGERIES;
}

let offer = '';

let before: readonly string[] = [];
// All requests run in parallel before the tests: the media server delays each denied one by up to four seconds.
const attempts = new Map<string, Promise<string[]>>();

test.beforeAll(async ({ world }) => {
  await untilLive(world, world.workshop.steady.id);
  await asStaff(world, {}, async ({ page }) => {
    offer = await page.evaluate(makeOffer);
  });
  before = await viewersOf(world, world.workshop.steady.path);
  for (const [name, forgery] of forgeriesFor(world.target)) {
    const results = requestAll(world, forgery);
    // The test of the forgery reports a rejection.
    results.catch(() => undefined);
    attempts.set(name, results);
  }
});

const issued = ({ workshop }: World): Promise<StreamTokenResponse> =>
  workshop.api.streamToken(workshop.steady.id);

async function requestAll(world: World, forgery: Forgery): Promise<string[]> {
  const real = await issued(world);
  const results = PROTOCOLS.map(async (protocol) => {
    // A new forgery for each protocol, so that none is denied because it was used before.
    const result = await requestStream(protocol, real, forgery(decodeToken(real.token), world), offer);
    return `${protocol} ${result}`;
  });
  return Promise.all(results);
}

for (const protocol of PROTOCOLS)
  test(`allows an issued token, over ${protocol}`, async ({ world }) => {
    const real = await issued(world);
    expect(await requestStream(protocol, real, real, offer)).toBe('allowed');
  });

test('allows a token that the suite signs, so that the denials below have no other reason', async ({
  world,
}) => {
  const real = await issued(world);
  const own = ticket(forge(reissued(decodeToken(real.token), {}), world.product.streamTokenKey));
  expect(await requestStream('webrtc', real, own, offer)).toBe('allowed');
});

for (const [name] of ALL_FORGERIES)
  test(`denies ${name}, over every protocol`, async ({ world }) => {
    const results = attempts.get(name);
    test.skip(world.target.auth === 'jwt' && !results, 'MediaMTX itself does not check this in JWT mode');
    expect(await results).toEqual(PROTOCOLS.map((protocol) => `${protocol} denied`));
  });

test('opens no session for any of them', async ({ world }) => {
  await Promise.all(attempts.values());
  const after = await viewersOf(world, world.workshop.steady.path);
  expect(after.filter((id) => !before.includes(id))).toEqual([]);
});

test('denies an issued token at the address of another pit', async ({ world }) => {
  const real = await issued(world);
  const { steady, foreign } = world.workshop;
  const addresses = {
    webrtc_url: real.webrtc_url.replace(steady.path, foreign.path),
    hls_url: real.hls_url.replace(steady.path, foreign.path),
    rtsp_url: real.rtsp_url.replace(steady.path, foreign.path),
  };
  const answers = PROTOCOLS.map((protocol) => requestStream(protocol, addresses, real, offer));
  expect(await Promise.all(answers)).toEqual(['denied', 'denied', 'denied']);
});

test('denies a token that opened a session before, even after that session ended', async ({ world }) => {
  test.skip(world.target.auth === 'jwt', 'MediaMTX does not remember tokens');
  const real = await issued(world);
  expect(await requestStream('webrtc', real, real, offer)).toBe('allowed');
  expect(await requestStream('webrtc', real, real, offer)).toBe('denied');
});

test('rejects a stream token as a sign-in', async ({ world }) => {
  const { api, steady } = world.workshop;
  const { token } = await issued(world);
  await expect(api.with(token).pit(steady.id)).rejects.toMatchObject({ status: 401 });
  await expect(api.with(token).streamToken(steady.id)).rejects.toMatchObject({ status: 401 });
});

function ticket(token: string): Ticket {
  const parts = token.split('.').length === 3 ? authorizationOf(token) : `Bearer ${token}`;
  return { token, authorization: parts };
}

/** Runs in the page. */
async function makeOffer(): Promise<string> {
  const peer = new RTCPeerConnection();
  peer.addTransceiver('video', { direction: 'recvonly' });
  const { sdp } = await peer.createOffer();
  peer.close();
  return sdp ?? '';
}
