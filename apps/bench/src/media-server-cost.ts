// `MEDIAMTX_BIN=… npm run bench:media-server [-- --seconds 15]`: processor time and memory of a real MediaMTX per camera,
// viewer and recording, measured for this time each. The figures are the basis of libs/capacity
// (docs/guides/capacity-planning.md). Only the process of the media server counts. FFmpeg publishes.
import { freePort } from '@ppf/free-ports';
import ndc from 'node-datachannel';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findMediaMtx } from './media-server.js';
import { start, stop, stopAll } from './processes.js';
import { processorMilliseconds, residentMegabytes } from './process-usage.js';
import type { BenchProcess } from './types.js';

/** A MediaMTX under test. */
interface MediaServer {
  readonly child: BenchProcess;
  readonly rtsp: number;
  readonly webrtc: number;
}

/** A video file with its bits per second. */
interface Clip {
  readonly file: string;
  readonly bits: number;
}

const PITS = 6;
const VIEWERS = 24;
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '15' } } });
const MEASURE_SECONDS = Number(values.seconds);
const SETTLE_SECONDS = Math.min(6, MEASURE_SECONDS);
const MBITS = [1, 4];

const wait = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-cost-'));

/** Encodes 20 s of H.264 at the bitrate of a camera. */
function createClip(mbits: number): Clip {
  const file = path.join(folder, `${mbits}.ts`);
  const rate = [
    '-b:v',
    `${mbits}M`,
    '-minrate',
    `${mbits}M`,
    '-maxrate',
    `${mbits}M`,
    '-bufsize',
    `${mbits}M`,
  ];
  const source = ['-f', 'lavfi', '-i', 'testsrc2=size=1280x720:rate=25', '-t', '20'];
  const codec = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-tune',
    'zerolatency',
    '-g',
    '50',
    '-nal-hrd',
    'cbr',
  ];
  execFileSync('ffmpeg', ['-v', 'error', ...source, ...codec, ...rate, '-pix_fmt', 'yuv420p', file]);
  return { file, bits: (statSync(file).size * 8) / 20 };
}

async function startServer(command: string, lines: readonly string[]): Promise<MediaServer> {
  const [rtsp, webrtc, udp, hls] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const file = path.join(folder, `mediamtx-${rtsp}.yml`);
  const rest = ['rtmp: no', 'srt: no', 'api: no', 'logLevel: error', 'webrtcIPsFromInterfacesList: [lo]'];
  const own = [
    `rtspAddress: 127.0.0.1:${rtsp}`,
    // The only name that v1.9.3 accepts; releases from v1.11.0 on accept it as deprecated (contract.md §3.1).
    'protocols: [tcp]',
    `webrtcAddress: 127.0.0.1:${webrtc}`,
  ];
  own.push(
    `webrtcLocalUDPAddress: 127.0.0.1:${udp}`,
    `hlsAddress: 127.0.0.1:${hls}`,
    'paths: { all_others: }',
  );
  writeFileSync(file, `${[...rest, ...lines, ...own].join('\n')}\n`);
  const log = path.join(folder, 'mediamtx.log');
  const child = start('mediamtx', command, [file], { log, env: { MTX_MOQ: 'no' }, cwd: folder });
  await wait(1);
  return { child, rtsp, webrtc };
}

function publish(server: MediaServer, clip: Clip): BenchProcess[] {
  return Array.from({ length: PITS }, (_, pit) => {
    const to = `rtsp://127.0.0.1:${server.rtsp}/pit-${pit}`;
    const args = ['-v', 'error', '-re', '-stream_loop', '-1', '-i', clip.file, '-c', 'copy', '-f', 'rtsp'];
    const log = path.join(folder, 'publish.log');
    return start('ffmpeg', 'ffmpeg', [...args, '-rtsp_transport', 'tcp', to], { log });
  });
}

function readByRtsp(server: MediaServer): BenchProcess[] {
  return Array.from({ length: VIEWERS }, (_, at) => {
    const from = ['-rtsp_transport', 'tcp', '-i', `rtsp://127.0.0.1:${server.rtsp}/pit-${at % PITS}`];
    const log = path.join(folder, 'read.log');
    return start('ffmpeg', 'ffmpeg', ['-v', 'error', ...from, '-c', 'copy', '-f', 'null', '-'], { log });
  });
}

async function readByWebRtc(server: MediaServer): Promise<{ bits: () => number; close: () => void }> {
  ndc.initLogger('Fatal', () => undefined);
  const received = { bytes: 0 };
  const peers: Viewer[] = [];
  // libdatachannel sometimes loses a new connection.
  for (let attempt = 0; peers.length < VIEWERS && attempt < 4 * VIEWERS; attempt += 1) {
    const peer = await connectViewer(server, peers.length, received).catch(() => undefined);
    if (peer) peers.push(peer);
  }
  if (peers.length < VIEWERS) throw new Error(`Only ${peers.length} viewers could connect.`);
  return { bits: () => received.bytes * 8, close: () => peers.forEach(({ peer }) => peer.close()) };
}

interface Viewer {
  readonly peer: ndc.PeerConnection;
  /** Referenced, so that it is not collected. */
  readonly track: ndc.Track;
}

async function connectViewer(server: MediaServer, at: number, received: { bytes: number }): Promise<Viewer> {
  const peer = new ndc.PeerConnection(`viewer-${at}`, {
    iceServers: [],
    bindAddress: '127.0.0.1',
    disableAutoNegotiation: true,
  });
  const video = new ndc.Video('0', 'RecvOnly');
  video.addH264Codec(96, 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f');
  const track = peer.addTrack(video);
  track.onMessage((packet) => {
    received.bytes += packet.length;
  });
  const gathered = new Promise<void>((resolve) =>
    peer.onGatheringStateChange((state) => {
      if (state === 'complete') resolve();
    }),
  );
  peer.setLocalDescription('offer');
  await gathered;
  const response = await fetch(`http://127.0.0.1:${server.webrtc}/pit-${at % PITS}/whep`, {
    method: 'POST',
    headers: { 'content-type': 'application/sdp' },
    body: peer.localDescription()?.sdp ?? '',
  });
  if (response.status !== 201) throw new Error(`The WHEP request failed with status ${response.status}.`);
  peer.setRemoteDescription(await response.text(), 'answer');
  return { peer, track };
}

interface Usage {
  readonly cores: number;
  readonly megabytes: number;
  /** Received by WebRTC viewers. */
  readonly mbits: number;
}

/** Measures the media server under constant load. @param received Bits received by viewers so far. */
async function measure(server: MediaServer, received = () => 0): Promise<Usage> {
  await wait(SETTLE_SECONDS);
  const [before, at, bits] = [processorMilliseconds(server.child), performance.now(), received()];
  await wait(MEASURE_SECONDS);
  const seconds = (performance.now() - at) / 1000;
  const cores = (processorMilliseconds(server.child) - before) / 1000 / seconds;
  return { cores, megabytes: residentMegabytes(server.child), mbits: (received() - bits) / 1e6 / seconds };
}

function printUsage(what: string, { cores, megabytes, mbits }: Usage): void {
  const out = mbits > 0 ? `, ${mbits.toFixed(1)} Mbit/s out` : '';
  console.log(`${what}: ${(cores * 100).toFixed(1)} % of a core, ${megabytes.toFixed(0)} MB${out}`);
}

async function main() {
  const found = findMediaMtx();
  if (!found) throw new Error('No MediaMTX found: set MEDIAMTX_BIN.');
  console.log(
    `MediaMTX ${found.version}, load ${os.loadavg()[0]?.toFixed(0)}, ${PITS} pits, ${VIEWERS} viewers`,
  );
  for (const mbits of MBITS) {
    const clip = createClip(mbits);
    console.log(`\n${(clip.bits / 1e6).toFixed(2)} Mbit/s per camera`);
    const server = await startServer(found.command, ['hls: no']);
    printUsage('nothing', await measure(server));
    const cameras = publish(server, clip);
    printUsage('cameras', await measure(server));
    const webrtc = await readByWebRtc(server);
    printUsage('and WebRTC viewers', await measure(server, webrtc.bits));
    webrtc.close();
    const rtsp = readByRtsp(server);
    printUsage('and RTSP readers instead', await measure(server));
    await Promise.all([...rtsp, ...cameras].map(stop));
    await stop(server.child);
    for (const [name, lines] of [
      [
        'recorded',
        ['hls: no', 'pathDefaults:', '  record: yes', `  recordPath: ${folder}/rec-${mbits}/%path/%s-%f`],
      ],
      ['muxed for HLS always', ['hlsVariant: lowLatency', 'hlsAlwaysRemux: yes']],
    ] as const) {
      const other = await startServer(found.command, lines);
      const publishers = publish(other, clip);
      printUsage(`cameras, ${name}`, await measure(other));
      await Promise.all(publishers.map(stop));
      await stop(other.child);
    }
    const files = readdirSync(path.join(folder, `rec-${mbits}`), { recursive: true, withFileTypes: true });
    const recordings = files.filter((each) => each.isFile());
    const bytes = recordings.reduce(
      (sum, each) => sum + statSync(path.join(each.parentPath, each.name)).size,
      0,
    );
    console.log(`recordings: ${(bytes / 1e6).toFixed(1)} MB in ${recordings.length} files`);
  }
}

try {
  await main();
} catch (failure) {
  console.error(failure);
  process.exitCode = 1;
} finally {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
  // node-datachannel has running threads.
  process.exit(process.exitCode ?? 0);
}
