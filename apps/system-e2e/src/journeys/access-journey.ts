import type { StreamTokenResponse } from '@ppf/contracts';
import { isAtLeast } from '@ppf/mediamtx';
import { knock, type Protocol, type Ticket } from '../media/knock';
import {
  authorizationOf,
  forge,
  opening,
  reissued,
  strangersKey,
  takeApart,
  type Parts,
} from '../media/stream-token-forge';
import { itWithHook, type Target } from '../target';
import { type TheWorld, asStaff, untilLive, viewersOf } from '../world/world';

const PROTOCOLS: readonly Protocol[] = ['webrtc', 'hls', 'rtsp'];

/** How a ticket is made that must open nothing, from a real one and the secret that signs them. */
type Forgery = (real: Parts, world: ReturnType<TheWorld>) => Ticket | undefined;

const now = (): number => Math.floor(Date.now() / 1000);

const signed =
  (change: (real: Parts, world: ReturnType<TheWorld>) => Parts): Forgery =>
  (real, world) =>
    ticket(forge(change(real, world), world.product.streamTokenKey));

const FORGERIES: readonly (readonly [string, Forgery])[] = [
  ['no token', () => undefined],
  ['a token of nonsense', () => ({ token: 'nonsense', authorization: 'Bearer jti:nonsense' })],
  [
    'a token signed with another key',
    (real, { product }) => ticket(forge(reissued(real, {}), strangersKey(product.streamTokenKey))),
  ],
  ['a token without a signature', (real) => ticket(forge(reissued(real, {}), null))],
  [
    'an expired token',
    signed((real) => reissued(real, { iat: now() - 180, nbf: now() - 180, exp: now() - 120 })),
  ],
  [
    'a token of another pit',
    signed((real, { workshop }) => reissued(real, opening(real, { path: workshop.foreign.path }))),
  ],
  ['a token to publish', signed((real) => reissued(real, opening(real, { act: 'publish' })))],
  ['an access token', (_, { workshop }) => ticket(workshop.api.accessToken)],
];

/** MediaMTX itself looks at no `typ`; in JWT mode nothing else is signed with the key of stream tokens. */
const OTHER_TYPE: readonly [string, Forgery] = [
  'a token of another type',
  signed((real) => reissued(real, { typ: 'access' })),
];

/** What MediaMTX itself checks from v1.17.0 on, where its file says so (MediaMTX contract §2). */
const OTHER_AUDIENCE: readonly [string, Forgery] = [
  'a token for another audience',
  signed((real) => reissued(real, { aud: 'somebody-else' })),
];

/** The forgeries that a media server can tell. */
function forgeriesFor({ auth, kind, version }: Target): readonly (readonly [string, Forgery])[] {
  if (auth === 'http') return [...FORGERIES, OTHER_AUDIENCE, OTHER_TYPE];
  const checksAudience = kind === 'simulator' || isAtLeast(version ?? '', 'v1.17.0');
  return checksAudience ? [...FORGERIES, OTHER_AUDIENCE] : FORGERIES;
}

export function accessJourney(world: TheWorld, target: Target): void {
  const forgeries = forgeriesFor(target);
  let offer = '';

  let before: readonly string[] = [];
  // All at once, while the tests wait in turn: the media server makes each refused one wait up to four seconds.
  const tried = new Map<string, Promise<string[]>>();

  beforeAll(async () => {
    await untilLive(world(), world().workshop.steady.id);
    await asStaff(world(), {}, async ({ page }) => {
      offer = await page.evaluate(makeOffer);
    });
    before = await viewersOf(world(), world().workshop.steady.path);
    for (const [name, forgery] of forgeries) {
      const answers = tryAll(forgery);
      // Each test looks at its own; until then a failure is no accident of the process.
      answers.catch(() => undefined);
      tried.set(name, answers);
    }
  });

  const issued = (): Promise<StreamTokenResponse> =>
    world().workshop.api.streamToken(world().workshop.steady.id);

  async function tryAll(forgery: Forgery): Promise<string[]> {
    const real = await issued();
    const answers = PROTOCOLS.map(async (protocol) => {
      // One for each protocol, so that none is refused for having been used.
      const answer = await knock(protocol, real, forgery(takeApart(real.token), world()), offer);
      return `${protocol} ${answer}`;
    });
    return Promise.all(answers);
  }

  it.each(PROTOCOLS)('admits a token as it was issued, over %s', async (protocol) => {
    const real = await issued();
    expect(await knock(protocol, real, real, offer)).toBe('admitted');
  });

  it('admits a token that the suite signs itself, so that the refusals below have no other reason', async () => {
    const real = await issued();
    const own = ticket(forge(reissued(takeApart(real.token), {}), world().product.streamTokenKey));
    expect(await knock('webrtc', real, own, offer)).toBe('admitted');
  });

  it.each(forgeries)('shows nothing for %s, over any protocol', async (name) => {
    expect(await tried.get(name)).toEqual(PROTOCOLS.map((protocol) => `${protocol} refused`));
  });

  it('has given none of them a session', async () => {
    await Promise.all(tried.values());
    const after = await viewersOf(world(), world().workshop.steady.path);
    expect(after.filter((id) => !before.includes(id))).toEqual([]);
  });

  it('shows nothing for a real token at the address of another pit', async () => {
    const real = await issued();
    const { steady, foreign } = world().workshop;
    const elsewhere = {
      webrtc_url: real.webrtc_url.replace(steady.path, foreign.path),
      hls_url: real.hls_url.replace(steady.path, foreign.path),
      rtsp_url: real.rtsp_url.replace(steady.path, foreign.path),
    };
    const answers = PROTOCOLS.map((protocol) => knock(protocol, elsewhere, real, offer));
    expect(await Promise.all(answers)).toEqual(['refused', 'refused', 'refused']);
  });

  itWithHook(
    target,
    'shows nothing for a token that opened a session before, even after that session ended',
    'MediaMTX does not remember tokens',
    async () => {
      const real = await issued();
      expect(await knock('webrtc', real, real, offer)).toBe('admitted');
      expect(await knock('webrtc', real, real, offer)).toBe('refused');
    },
  );

  it('does not take a stream token for a sign-in', async () => {
    const { api, steady } = world().workshop;
    const { token } = await issued();
    await expect(api.with(token).pit(steady.id)).rejects.toMatchObject({ status: 401 });
    await expect(api.with(token).streamToken(steady.id)).rejects.toMatchObject({ status: 401 });
  });
}

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
