// `node tools/run.mjs make-sample-clips [clip …]`: encodes the clips of the sample cameras. Requires FFmpeg with libx264
// and a DejaVu font. Each clip is a 12 s loop of a workshop bay: H.264 baseline without B-frames with one key frame per
// second, which every browser, WebRTC and MediaMTX accept. The clips `key-…` have longer key frame intervals, as many
// cameras have by default.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './workspace.ts';

const WIDTH = 640;
const HEIGHT = 360;
const FPS = 25;
const SECONDS = 12;
const LIMIT_BYTES = 300_000;
const FONT = '/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf';
const MONO = '/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf';
const OUT = path.join(ROOT, 'libs/sample-cameras/clips');

type Point = readonly [number, number];
type Color = readonly number[];

interface Clip {
  readonly file: string;
  readonly label: string;
  readonly wall: Color;
  readonly car: Color;
  readonly light: string;
  /** Key frame interval; the default is 1. */
  readonly keyFrameSeconds?: number;
}

const CLIPS: readonly Clip[] = [
  { file: 'pit-1', label: 'PIT 1', wall: [38, 58, 84], car: [201, 209, 217], light: '0xbfdcff' },
  { file: 'pit-2', label: 'PIT 2', wall: [30, 78, 66], car: [32, 36, 40], light: '0xc8ffe2' },
  { file: 'pit-3', label: 'PIT 3', wall: [92, 60, 34], car: [148, 30, 36], light: '0xffe2b8' },
  { file: 'pit-4', label: 'PIT 4', wall: [72, 48, 96], car: [228, 196, 74], light: '0xe6d0ff' },
  { file: 'push', label: 'PIT 5', wall: [92, 40, 62], car: [52, 96, 168], light: '0xffd0e0' },
  {
    file: 'key-2s',
    label: 'PIT 6',
    wall: [58, 62, 40],
    car: [120, 170, 150],
    light: '0xf2ffc8',
    keyFrameSeconds: 2,
  },
  {
    file: 'key-4s',
    label: 'PIT 7',
    wall: [44, 44, 52],
    car: [210, 120, 60],
    light: '0xffffff',
    keyFrameSeconds: 4,
  },
];

const BODY: readonly Point[] = [
  [118, 262], [122, 232], [150, 218], [206, 208], [262, 170], [330, 162], [392, 168], [446, 206],
  [500, 214], [524, 232], [528, 258], [520, 266], [126, 268],
]; // prettier-ignore
const GLASS: readonly Point[] = [
  [228, 206], [270, 177], [326, 171], [384, 177], [426, 205],
]; // prettier-ignore
const WHEELS: readonly Point[] = [
  [196, 264],
  [446, 264],
];

function isInside(polygon: readonly Point[], x: number, y: number): boolean {
  let within = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i] as Point;
    const [xj, yj] = polygon[j] as Point;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within;
  }
  return within;
}

/** Rounds the corners of a polygon (Chaikin's corner cutting). */
function rounded(points: readonly Point[], times: number): readonly Point[] {
  if (times === 0) return points;
  const cut = points.flatMap(([x, y], i): Point[] => {
    const [nx, ny] = points[(i + 1) % points.length] as Point;
    return [
      [0.75 * x + 0.25 * nx, 0.75 * y + 0.25 * ny],
      [0.25 * x + 0.75 * nx, 0.25 * y + 0.75 * ny],
    ];
  });
  return rounded(cut, times - 1);
}

const body = rounded(BODY, 3);
const glass = rounded(GLASS, 2);
const scale = (color: Color, by: number): Color => color.map((part) => Math.min(255, part * by));
const mix = (one: Color, other: Color, share: number): Color =>
  one.map((part, i) => part * (1 - share) + (other[i] ?? 0) * share);

/** Returns the color of one point of the bay. */
function colorAt({ wall, car }: Clip, x: number, y: number): Color {
  for (const [cx, cy] of WHEELS) {
    const distance = Math.hypot(x - cx, y - cy);
    if (distance < 12) return [150, 156, 162];
    if (distance < 27) return [18, 19, 21];
  }
  if (isInside(glass, x, y)) return Math.abs(x - 330) < 3 ? scale(car, 0.8) : [44, 56, 66];
  if (isInside(body, x, y)) return scale(car, 1.1 - (y - 162) / 240);
  if (y > 236) {
    const floor = mix([96, 100, 104], [52, 55, 58], (y - 236) / 124);
    const shade = Math.hypot((x - 322) / 230, (y - 292) / 14);
    const line = Math.abs(Math.abs(x - 320) - (200 + (y - 236) * 0.9)) < 3;
    return line ? [196, 172, 60] : shade < 1 ? scale(floor, 0.55 + 0.45 * shade) : floor;
  }
  if (y < 36 && y > 28 && x > 30 && x < 500 && x % 160 > 20) return [240, 244, 246];
  const glow = Math.max(0, 1 - y / 220) * 0.35 + 0.75;
  return scale(wall, y > 228 ? 0.6 : x % 128 < 2 ? glow * 0.85 : glow);
}

function background(clip: Clip): Buffer {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  const offsets = [1 / 6, 3 / 6, 5 / 6];
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const sum: [number, number, number] = [0, 0, 0];
      for (const dy of offsets) {
        for (const dx of offsets)
          colorAt(clip, x + dx, y + dy).forEach((part, i) => (sum[i as 0 | 1 | 2] += part / 9));
      }
      sum.forEach((part, i) => (pixels[(y * WIDTH + x) * 3 + i] = Math.round(part)));
    }
  }
  return Buffer.concat([Buffer.from(`P6 ${WIDTH} ${HEIGHT} 255\n`), pixels]);
}

/** Returns the moving parts: a light over the car, a clock hand that turns once per loop, and a frame counter. */
function filters({ label, light }: Clip): string {
  const turn = `2*PI*t/${SECONDS}`;
  const twoDigits = (value: string) => `%{eif\\:${value}\\:d\\:2}`;
  const counter = `${twoDigits('trunc(t)')}.${twoDigits(`mod(n\\,${FPS})`)}`;
  return [
    `color=c=${light}:s=46x96:r=${FPS},format=rgba,colorchannelmixer=aa=0.35[sweep]`,
    `color=c=black@0:s=88x88:r=${FPS},format=yuva444p,drawbox=x=42:y=8:w=5:h=38:color=white:t=fill:replace=1,rotate=${turn}:c=black@0[hand]`,
    `[0:v]fps=${FPS},format=rgba[bay]`,
    `[bay][sweep]overlay=x='300+190*sin(${turn})':y=166:shortest=1[lit]`,
    `[lit]drawbox=x=536:y=14:w=90:h=90:color=black@0.45:t=fill,drawbox=x=536:y=14:w=90:h=90:color=white@0.7:t=2[face]`,
    `[face][hand]overlay=x=537:y=15:shortest=1[clock]`,
    `[clock]drawtext=fontfile=${FONT}:text='${label}':x=(w-tw)/2:y=68:fontsize=64:fontcolor=white@0.92,` +
      `drawtext=fontfile=${MONO}:text='${counter}':x=546:y=112:fontsize=23:fontcolor=white,format=yuv420p[out]`,
  ].join(';');
}

function encode(clip: Clip, folder: string): void {
  const picture = path.join(folder, `${clip.file}.ppm`);
  writeFileSync(picture, background(clip));
  const target = path.join(OUT, `${clip.file}.h264`);
  const keyFrameInterval = String(FPS * (clip.keyFrameSeconds ?? 1));
  const outcome = spawnSync(
    'ffmpeg',
    [
      ...['-v', 'error', '-y', '-loop', '1', '-framerate', String(FPS), '-i', picture],
      ...['-filter_complex', filters(clip), '-map', '[out]', '-frames:v', String(FPS * SECONDS)],
      ...['-c:v', 'libx264', '-profile:v', 'baseline', '-level', '3.0', '-preset', 'veryslow', '-crf', '27'],
      ...[
        '-g',
        keyFrameInterval,
        '-keyint_min',
        keyFrameInterval,
        '-sc_threshold',
        '0',
        '-bf',
        '0',
        '-refs',
        '1',
      ],
      ...[
        '-threads',
        '1',
        '-maxrate',
        '400k',
        '-bufsize',
        '400k',
        '-x264-params',
        'slices=1:repeat-headers=1',
      ],
      ...['-bsf:v', 'filter_units=remove_types=6', '-f', 'h264', target],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (outcome.status !== 0) process.exit(outcome.status ?? 1);
  const { size } = statSync(target);
  console.log(`${path.relative(process.cwd(), target)}: ${Math.round(size / 1000)} kB`);
  if (size > LIMIT_BYTES) process.exit(1);
}

const folder = mkdtempSync(path.join(tmpdir(), 'ppf-clips-'));
mkdirSync(OUT, { recursive: true });
const selected = process.argv.slice(2);
for (const clip of CLIPS) if (selected.length === 0 || selected.includes(clip.file)) encode(clip, folder);
rmSync(folder, { recursive: true });
