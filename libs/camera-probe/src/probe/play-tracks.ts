import type { RtspClientRules } from '@ppf/mediamtx';
import { isH264Mode0 } from '../media-server/validate-format';
import type { AcceptedDescription } from '../rtsp/accept-description';
import type { RtspSession } from '../rtsp/rtsp-session';
import { TcpTracks } from '../rtsp/tcp-tracks';
import { UdpTracks } from '../udp/udp-tracks';
import type { TrackWatch } from '../video/track-watch';
import { modeNeedsTcp } from '../faults/described-faults';
import type { PacketTap } from './packet-tap';
import { ProbeFailure } from '../faults/probe-fault';

/** Transport of a camera's tracks. `automatic`: the one that the camera accepts, TCP first. */
export type ProbeTransport = 'automatic' | 'tcp' | 'udp';

/** Parameters of `playTracks`. */
export interface PlayContext {
  readonly session: RtspSession;
  readonly description: AcceptedDescription;
  readonly rules: RtspClientRules;
  readonly transport: ProbeTransport;
  /** The camera's checked address. */
  readonly address: string;
  /** Whether the connection has TLS, over which UDP is not encrypted and so not set up. */
  readonly isSecure: boolean;
  readonly tap: PacketTap;
  /** Null: the video is played, as the media server does, but cannot be analyzed. */
  readonly watch: TrackWatch | null;
}

/** A playing stream. */
export interface PlayedTracks {
  readonly isUdp: boolean;
  /** Frees ports. */
  close(): void;
}

/** Channel number of UDP packets at the tap: no interleaved channel is negative. */
const UDP_CHANNEL = -2;

/** Sets up all tracks over the requested transport, and plays them. @throws ProbeFailure */
export async function playTracks(context: PlayContext): Promise<PlayedTracks> {
  const { transport, isSecure } = context;
  if (transport === 'udp') return playByUdp(context);
  try {
    return await playByTcp(context);
  } catch (failure) {
    const isRefused = failure instanceof ProbeFailure && failure.code === 'tcp-refused';
    if (!isRefused || transport === 'tcp' || isSecure) throw failure;
    return playByUdp(context);
  }
}

async function playByTcp({ session, description, rules, tap, watch }: PlayContext): Promise<PlayedTracks> {
  const tracks = new TcpTracks(rules);
  await session.setUp(description, tracks);
  const video = description.tracks.find(({ track }) => track === description.video.track);
  // Packets may arrive before the response to PLAY.
  if (watch !== null) tap.attach(tracks.channelOf(video), watch);
  await session.play(description);
  return { isUdp: false, close: () => undefined };
}

async function playByUdp(context: PlayContext): Promise<PlayedTracks> {
  const { session, description, rules, tap, watch, address, isSecure } = context;
  if (isSecure) throw new ProbeFailure('udp-refused');
  if (rules.needsTcpForH264Mode0 && description.tracks.some(({ media }) => isH264Mode0(media)))
    throw modeNeedsTcp();
  const tracks = new UdpTracks(address, rules, ({ track }, packet) => {
    if (track === description.video.track) tap.onPacket(UDP_CHANNEL, packet);
  });
  try {
    await session.setUp(description, tracks);
    if (watch !== null) tap.attach(UDP_CHANNEL, watch);
    await session.play(description);
    return { isUdp: true, close: () => tracks.close() };
  } catch (failure) {
    tracks.close();
    throw failure;
  }
}
