// Runs the ONVIF library in a thread of its own: it throws out of its callbacks at answers that it does not expect, and
// any device of the network could end the process by that. No types but by `import type`, no enum: tests run this file as
// it stands.
import { Agent } from 'node:http';
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Cam, CamOptions } from 'onvif';
import type { OnvifJob, OnvifSaid, SaidProfile } from './onvif-job';

/** Bytes that a camera may answer on one connection: profiles of a recorder with 64 channels are about 300 kB. */
const MOST_BYTES = 4 * 1024 * 1024;
/** Profiles that are asked for their address. A camera has two to five; a recorder some for each channel. */
const MOST_PROFILES = 24;

type Fields = Readonly<Record<string, unknown>>;

const say = (said: OnvifSaid): void => parentPort?.postMessage(said);

async function work(job: OnvifJob): Promise<void> {
  const { default: onvif } = await import('onvif');
  if (job.kind === 'discover') discover(onvif.Discovery as never, job.ms);
  else await tellStreams(onvif.Cam as never, job);
}

interface Discovering {
  on(event: 'device', listener: (device: Fields, from: { readonly address: string }) => void): void;
  on(event: 'error', listener: () => void): void;
  probe(options: object, callback: () => void): void;
}

function discover(discovery: Discovering, ms: number): void {
  // An EventEmitter without a listener throws.
  discovery.on('error', () => undefined);
  discovery.on('device', (device, { address }) => {
    const match = fieldsOf(fieldsOf(device['probeMatches'])['probeMatch']);
    say({
      kind: 'device',
      device: { address, xaddrs: textOf(match['XAddrs']), scopes: textOf(match['scopes']) },
    });
  });
  const outward = Object.entries(networkInterfaces()).filter(([, addresses]) =>
    addresses?.some(({ family, internal }) => family === 'IPv4' && !internal),
  );
  for (const [device] of outward) discovery.probe({ device, timeout: ms, resolve: false }, () => undefined);
  if (outward.length === 0) discovery.probe({ timeout: ms, resolve: false }, () => undefined);
}

class BoundedAgent extends Agent {
  // The library gathers what comes, however much.
  override createConnection(options: object): Socket {
    const socket = connect(options as NetConnectOpts);
    let bytes = 0;
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) socket.destroy(new Error('too much'));
    });
    return socket;
  }
}

async function tellStreams(
  Camera: new (options: CamOptions, callback: (failure: unknown) => void) => Cam,
  job: OnvifJob & { readonly kind: 'streams' },
): Promise<void> {
  const { host: hostname, port, user, password, requestMs: timeout } = job;
  const credentials = user === null ? {} : { username: user, password: password ?? '' };
  // The address was judged; what the camera says of itself was not.
  const options = {
    hostname,
    port,
    timeout,
    preserveAddress: true,
    agent: new BoundedAgent(),
    ...credentials,
  };
  try {
    const camera = await new Promise<Cam>((resolve, reject) => {
      const made = new Camera(options, (failure) => (failure ? reject(asError(failure)) : resolve(made)));
    });
    const profiles: SaidProfile[] = [];
    for (const profile of listOf((camera as unknown as Fields)['profiles']).slice(0, MOST_PROFILES))
      profiles.push(...(await profileOf(camera, fieldsOf(profile))));
    say({ kind: 'profiles', profiles });
  } catch (failure) {
    say({ kind: 'failed', reason: reasonOf(asError(failure)) });
  }
}

async function profileOf(camera: Cam, profile: Fields): Promise<SaidProfile[]> {
  const token = textOf(fieldsOf(profile['$'])['token']);
  const answer = await new Promise<unknown>((resolve) =>
    camera.getStreamUri({ protocol: 'RTSP', profileToken: token }, (failure, data) =>
      resolve(failure ? null : data),
    ),
  );
  const uri = textOf(fieldsOf(answer)['uri']);
  if (uri === '') return [];
  const encoder = encoderOf(profile);
  const resolution = fieldsOf(encoder['resolution']);
  return [
    {
      name: textOf(profile['name']),
      uri,
      encoding: textOf(encoder['encoding']) || null,
      width: numberOf(resolution['width']),
      height: numberOf(resolution['height']),
      frameRate: numberOf(fieldsOf(encoder['rateControl'])['frameRateLimit']),
    },
  ];
}

// Media service version 1 and 2 say it at different places.
function encoderOf(profile: Fields): Fields {
  const first = fieldsOf(profile['videoEncoderConfiguration']);
  return Object.keys(first).length > 0
    ? first
    : fieldsOf(fieldsOf(profile['configurations'])['videoEncoder']);
}

function reasonOf(failure: Error): (OnvifSaid & { readonly kind: 'failed' })['reason'] {
  const { code = '' } = failure as { code?: string };
  if (/NotAuthorized|not authorized|Unauthorized|authenticat|401/i.test(failure.message))
    return 'wrong-password';
  return /^E(CONN|HOST|NET|PIPE|TIMEDOUT|ADDR)/.test(code) || failure.message === 'Network timeout'
    ? 'unreachable'
    : 'not-onvif';
}

const asError = (failure: unknown): Error =>
  failure instanceof Error ? failure : new Error(String(failure));
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value ? [value] : []);
const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.round(value) : null;
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

void work(workerData as OnvifJob);
