import {
  beginCameraCheck,
  type CameraCheck,
  CHECK_INTERVAL_MS,
  decideAfterCheck,
  MAX_RECONNECTS,
  SLOW_AFTER_MS,
} from './camera-check';

/** Port of a camera from a second on: `+` open, `-` closed. */
type Ports = readonly (readonly [second: number, port: '+' | '-'])[];

/**
 * Checks a camera, whose stream never returns, whenever a check is due, without jitter.
 * @returns seconds of the checks and of the reconnections
 */
function run(hadStream: boolean, ports: Ports, seconds: number) {
  let check: CameraCheck = beginCameraCheck(hadStream, 0, 0);
  const checks: number[] = [];
  const reconnects: number[] = [];
  for (let now = 0; now < seconds * 1000; now += 100) {
    if (check.nextAt > now) continue;
    checks.push(now / 1000);
    const port = ports.filter(([second]) => second * 1000 <= now).at(-1)?.[1];
    const result = decideAfterCheck(check, port === '+', now, 0);
    if (result.reconnect) reconnects.push(now / 1000);
    check = result.check;
  }
  return { checks, reconnects };
}

describe('checks of a camera without a stream', () => {
  it.each<{ name: string; hadStream: boolean; ports: Ports; reconnects: readonly number[] }>([
    {
      name: 'switched off and on',
      hadStream: true,
      ports: [
        [0, '-'],
        [8, '+'],
      ],
      reconnects: [8, 10, 14, 22, 38, 70],
    },
    {
      name: 'reachable when its stream ended',
      hadStream: true,
      ports: [[0, '+']],
      reconnects: [0, 2, 6, 14, 30, 62],
    },
    {
      name: 'never sent, switched on later',
      hadStream: false,
      ports: [
        [0, '-'],
        [5, '+'],
      ],
      reconnects: [5, 7, 11, 19, 35, 67],
    },
    {
      name: 'never sent, always reachable: its stream fails for another reason',
      hadStream: false,
      ports: [[0, '+']],
      reconnects: [],
    },
    { name: 'never reachable', hadStream: true, ports: [[0, '-']], reconnects: [] },
    {
      name: 'closes its port right after each return: one outage',
      hadStream: true,
      ports: [
        [0, '-'],
        [1, '+'],
        [2, '-'],
        [3, '+'],
        [4, '-'],
        [6, '+'],
        [7, '-'],
      ],
      reconnects: [1, 3],
    },
    {
      name: 'is away again after 10 s: another outage',
      hadStream: true,
      ports: [
        [0, '-'],
        [1, '+'],
        [2, '-'],
        [12, '+'],
        [13, '-'],
      ],
      reconnects: [1, 12],
    },
  ])('$name', ({ hadStream, ports, reconnects }) => {
    expect(run(hadStream, ports, 150).reconnects).toEqual(reconnects);
  });

  it('never connects to a camera more than once per second, and every 10 s after ten minutes', () => {
    const { checks } = run(true, [[0, '-']], 1200);
    const gaps = checks.slice(1).map((at, index) => Math.round((at - (checks[index] ?? 0)) * 1000));
    expect(Math.min(...gaps)).toBe(CHECK_INTERVAL_MS);
    expect(checks.filter((at) => at * 1000 < SLOW_AFTER_MS)).toHaveLength(600);
    expect(checks.filter((at) => at * 1000 >= SLOW_AFTER_MS)).toHaveLength(60);
  });

  it.each(['+', '-'] as const)(
    'keeps a second between checks for any jitter, while the port is %s',
    (port) => {
      for (const random of [0, 0.5, 0.999]) {
        let check = beginCameraCheck(true, 0, random);
        let reconnects = 0;
        for (let index = 0; index < 500; index += 1) {
          const result = decideAfterCheck(check, port === '+', check.nextAt, random);
          expect(result.check.nextAt - check.nextAt).toBeGreaterThanOrEqual(CHECK_INTERVAL_MS);
          if (result.reconnect) reconnects += 1;
          check = result.check;
        }
        expect(reconnects).toBe(port === '+' ? MAX_RECONNECTS : 0);
      }
    },
  );

  it('spreads the first checks of cameras that start together over one second', () => {
    expect(beginCameraCheck(false, 1000, 0.5).nextAt).toBe(1500);
  });
});
