import { createSocket, type Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import type { CameraAddressGuard } from '../../address/camera-address-guard';
import { parseXml } from '../soap/parse-xml';
import { type FoundCamera, probeMessages, readProbeMatches } from './probe-messages';

/** Time for the responses of cameras, in ms. */
export const DISCOVERY_MS = 4_000;
/** Datagrams get lost: each is sent once more after this time (SOAP-over-UDP §3.1, MULTICAST_UDP_REPEAT). */
const REPEAT_MS = 250;
/** Maximum number of responses to read. */
const MAX_ANSWERS = 1_000;
/** IPv4 multicast group and port of WS-Discovery. */
const [GROUP, PORT] = ['239.255.255.250', 3702];

/** A datagram received in response to a search. */
export interface ProbeAnswer {
  /** Its source address. */
  readonly source: string;
  readonly bytes: Uint8Array;
}

/**
 * Searches this machine's networks for cameras (WS-Discovery). Returns only what the guard allows, each service once, by
 * address. @throws the signal's reason when it is aborted.
 */
export async function discoverCameras(
  guard: CameraAddressGuard,
  signal: AbortSignal,
): Promise<readonly FoundCamera[]> {
  return allowedCameras(await collectAnswers(outwardAddresses(), DISCOVERY_MS, signal), guard);
}

/**
 * The devices of the responses that the guard allows, by address. A device is its address, port and service
 * path: an endpoint's URN is not its own on all devices, and some leave it out.
 */
export async function allowedCameras(
  answers: readonly ProbeAnswer[],
  guard: CameraAddressGuard,
): Promise<readonly FoundCamera[]> {
  const byPlace = new Map<string, FoundCamera>();
  for (const { source, bytes } of answers)
    for (const camera of readProbeMatches(await parseXml(bytes), source)) {
      const place = `${camera.host} ${camera.port} ${camera.path}`;
      const known = byPlace.get(place);
      byPlace.set(place, {
        ...(known ?? camera),
        name: known?.name ?? camera.name,
        model: known?.model ?? camera.model,
      });
    }
  const checked = await Promise.all(
    [...byPlace.values()].map(async (camera) => ({
      camera,
      isAllowed: (await guard.check(camera.host, camera.port)).kind === 'allowed',
    })),
  );
  const byText = new Intl.Collator('en', { numeric: true });
  return checked
    .filter(({ isAllowed }) => isAllowed)
    .map(({ camera }) => camera)
    .sort((a, b) => byText.compare(a.host, b.host) || a.port - b.port || byText.compare(a.path, b.path));
}

/** Sends a search from each of the addresses and collects the responses. @throws the signal's reason when it is aborted. */
export async function collectAnswers(
  addresses: readonly (string | undefined)[],
  ms: number,
  signal: AbortSignal,
): Promise<readonly ProbeAnswer[]> {
  signal.throwIfAborted();
  const answers: ProbeAnswer[] = [];
  const seen = new Set<string>();
  const sockets = addresses.map((address) =>
    searchFrom(address, (answer) => {
      // Repeated searches cause repeated responses.
      const key = `${answer.source} ${Buffer.from(answer.bytes).toString('latin1')}`;
      if (answers.length >= MAX_ANSWERS || seen.has(key)) return;
      seen.add(key);
      answers.push(answer);
    }),
  );
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', abort);
        resolve();
      }, ms);
      const abort = () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', abort, { once: true });
    });
  } finally {
    for (const { stop } of sockets) stop();
  }
  return answers;
}

/** Searches from one address of this machine; undefined: where the system sends multicast. */
function searchFrom(address: string | undefined, take: (answer: ProbeAnswer) => void): { stop: () => void } {
  const socket: Socket = createSocket({ type: 'udp4' });
  const messages = probeMessages();
  let repeat: NodeJS.Timeout | undefined;
  const send = () => {
    // A network without multicast: other networks may have it.
    for (const each of messages) socket.send(each, PORT, GROUP, () => undefined);
  };
  socket.on('error', () => undefined);
  socket.on('message', (bytes, { address: source }) => take({ source, bytes }));
  socket.bind(0, address, () => {
    try {
      if (address !== undefined) socket.setMulticastInterface(address);
    } catch {
      return; // The address was removed meanwhile.
    }
    send();
    repeat = setTimeout(send, REPEAT_MS);
  });
  return {
    stop: () => {
      clearTimeout(repeat);
      socket.close();
    },
  };
}

/** IPv4 addresses of this machine's networks; one `undefined` when there is none. */
function outwardAddresses(): readonly (string | undefined)[] {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => {
    const [first] = (each ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal);
    return first ? [first.address] : [];
  });
  return addresses.length > 0 ? addresses : [undefined];
}
