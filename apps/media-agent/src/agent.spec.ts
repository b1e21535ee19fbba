import { Agent, type MachineFacts } from './agent';
import { BackendProblem } from './backend/backend-client';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const NOW = new Date('2026-12-01T00:00:00Z').getTime();
const CODE = 'a-code-of-the-settings';
const FACTS: MachineFacts = {
  mediamtx_version: null,
  disk_free_bytes: null,
  disk_total_bytes: null,
  ffmpeg_version: null,
  ffmpeg_encodes_h264: false,
  ffmpeg_limits_redirects: false,
  ports: [],
};
const STATE = {
  document: null,
  pathsBy: 'file',
  refused: [],
  isApplied: true,
  ownsFile: true,
  fault: null,
  settingsFaults: [],
};
const documentOf = (version: string, protocol = 1) => ({
  protocol,
  version,
  paths_by: 'file',
  paths: [],
  reconnects: [],
});
const problem = (kind: BackendProblem['kind']) => new BackendProblem(kind, `GET configuration: ${kind}`);

describe('the agent', () => {
  let agent: Agent;
  let running: Promise<void>;
  let credential: { credential: string; issuedAt: number } | null;
  const lines: string[] = [];
  const applied: string[] = [];
  const backend = {
    waitForDocument: jest.fn<Promise<unknown>, [string | null, AbortSignal]>(),
    report: jest.fn<Promise<void>, [{ fault: string | null; applied: boolean }]>(),
    enrol: jest.fn<Promise<void>, [string]>(),
    rotate: jest.fn<Promise<void>, []>(),
  };
  const writer = {
    state: STATE,
    step: jest.fn(() => Promise.resolve(1000)),
    setDesired: ({ version }: { version: string }) => void applied.push(version),
    release: jest.fn(),
  };
  /** Waits as the backend does while nothing changes. */
  const silence = (_: unknown, signal: AbortSignal) =>
    new Promise<null>((resolve) => {
      setTimeout(() => resolve(null), 25_000);
      signal.addEventListener('abort', () => resolve(null));
    });
  const start = (code: string | null = null) => {
    const parts = {
      backend,
      writer,
      code,
      credentials: { read: () => credential },
      log: { info: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) },
      describe: () => Promise.resolve(FACTS),
    };
    agent = new Agent(parts as never);
    running = agent.run();
  };

  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
    jest.resetAllMocks();
    credential = { credential: 'c', issuedAt: NOW };
    lines.length = applied.length = 0;
    writer.step.mockResolvedValue(1000);
    backend.report.mockResolvedValue();
    backend.rotate.mockResolvedValue();
    backend.waitForDocument.mockImplementation(silence);
    backend.enrol.mockImplementation(() => {
      credential = { credential: 'new', issuedAt: NOW };
      return Promise.resolve();
    });
  });
  afterEach(async () => {
    agent.stop();
    await jest.runAllTimersAsync();
    await running;
    jest.useRealTimers();
  });

  it('retries within 23 s for an hour without a backend, and applies what was changed meanwhile', async () => {
    backend.waitForDocument.mockRejectedValue(problem('unavailable'));
    backend.report.mockRejectedValue(problem('unavailable'));
    start();
    await jest.advanceTimersByTimeAsync(HOUR_MS);
    // The waits are 7.5 to 22.5 s after the first few.
    const attempts = backend.waitForDocument.mock.calls.length;
    expect(attempts).toBeGreaterThan(HOUR_MS / 22_500);
    expect(attempts).toBeLessThan(HOUR_MS / 7500 + 10);
    expect(writer.step.mock.calls.length).toBeGreaterThan(3500);
    expect(writer.release).not.toHaveBeenCalled();
    backend.report.mockResolvedValue();
    backend.waitForDocument.mockImplementation(silence).mockResolvedValueOnce(documentOf('version-2'));
    await jest.advanceTimersByTimeAsync(22_500);
    expect(applied).toEqual(['version-2']);
    expect(lines).toContain('The backend answers again.');
  });

  it('keeps its file with a backend of another protocol, reports that, and applies the next document that it knows', async () => {
    backend.waitForDocument.mockResolvedValue(documentOf('version-2', 2));
    start();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(applied).toEqual([]);
    expect(backend.waitForDocument.mock.calls.length).toBeLessThan(30);
    expect(backend.report.mock.lastCall?.[0].fault).toBe('document-not-valid');
    backend.waitForDocument.mockImplementation(silence).mockResolvedValueOnce(documentOf('version-3'));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(applied).toEqual(['version-3']);
    expect(backend.report.mock.lastCall?.[0].fault).toBeNull();
  });

  it('applies documents of an older backend that refuses its reports', async () => {
    backend.report.mockRejectedValue(problem('refused'));
    start();
    await jest.advanceTimersByTimeAsync(60_000);
    backend.waitForDocument.mockImplementation(silence).mockResolvedValueOnce(documentOf('version-2'));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(applied).toEqual(['version-2']);
  });

  it.each([
    ['is new', 0, 0],
    ['was issued a day ago', DAY_MS, 0],
    ['was issued 31 days ago', 31 * DAY_MS, 1],
    ['was issued before the clock went back by an hour', -HOUR_MS, 0],
    ['was issued before the clock went back by years', -5000 * DAY_MS, 1],
  ])('replaces a credential that %s: %d ms, %d times', async (_, age, times) => {
    credential = { credential: 'c', issuedAt: NOW - age };
    backend.rotate.mockImplementation(() => {
      credential = { credential: 'next', issuedAt: NOW };
      return Promise.resolve();
    });
    start();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(backend.rotate).toHaveBeenCalledTimes(times);
  });

  it('reports and writes on after the clock has jumped', async () => {
    start();
    await jest.advanceTimersByTimeAsync(60_000);
    for (const jump of [-30 * DAY_MS, 60 * DAY_MS]) {
      jest.setSystemTime(Date.now() + jump);
      backend.report.mockClear();
      writer.step.mockClear();
      await jest.advanceTimersByTimeAsync(60_000);
      expect(backend.report.mock.calls.length).toBeGreaterThanOrEqual(1);
      expect(writer.step.mock.calls.length).toBeGreaterThanOrEqual(50);
    }
  });

  describe('with a credential that is not valid', () => {
    beforeEach(() => {
      backend.waitForDocument.mockImplementation((version, signal) =>
        credential?.credential === 'new'
          ? version === null
            ? Promise.resolve(documentOf('version-2'))
            : silence(version, signal)
          : Promise.reject(problem('revoked')),
      );
    });

    it('is enrolled again by the code of its settings', async () => {
      start(CODE);
      await jest.advanceTimersByTimeAsync(10_000);
      expect(backend.enrol.mock.calls).toEqual([[CODE]]);
      expect(applied).toEqual(['version-2']);
    });

    it('leaves the file alone while the code is not valid either, and tries both again', async () => {
      backend.enrol.mockRejectedValue(problem('refused'));
      start(CODE);
      await jest.advanceTimersByTimeAsync(120_000);
      expect(writer.release).toHaveBeenCalled();
      expect(applied).toEqual([]);
      expect(backend.enrol.mock.calls.length).toBeLessThan(20);
      backend.waitForDocument.mockImplementation(silence).mockResolvedValueOnce(documentOf('version-3'));
      await jest.advanceTimersByTimeAsync(60_000);
      expect(applied).toEqual(['version-3']);
    });

    it('waits for the operator without a code', async () => {
      start();
      await jest.advanceTimersByTimeAsync(120_000);
      expect(backend.enrol).not.toHaveBeenCalled();
      expect(writer.release).toHaveBeenCalled();
    });
  });
});
