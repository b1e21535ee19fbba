import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

type Outcome = 'expected' | 'unexpected' | 'flaky' | 'skipped';
interface Result {
  readonly file: string;
  readonly fullName: string;
  readonly outcome: Outcome;
  readonly tries: number;
}
interface JourneyReporter {
  toJestReport(results: readonly Result[], hasOtherErrors?: boolean): object;
}
interface JestReport {
  countTests(file: string, root: string): object;
}

const result = (fullName: string, outcome: Outcome, tries: number): Result => ({
  file: '/a.journey.ts',
  fullName,
  outcome,
  tries,
});

describe('toJestReport', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'journey-report-'));
  const printed: string[] = [];
  let reporter: JourneyReporter;
  let jestReport: JestReport;

  beforeAll(async () => {
    reporter = (await import(path.join(__dirname, 'journey-reporter.ts'))) as JourneyReporter;
    jestReport = (await import(path.join(__dirname, 'jest-report.ts'))) as JestReport;
    jest.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  });
  beforeEach(() => void (printed.length = 0));
  afterAll(() => rmSync(folder, { recursive: true }));

  function countsOf(report: object): object {
    const file = path.join(folder, 'report.json');
    writeFileSync(file, JSON.stringify(report));
    return jestReport.countTests(file, '/');
  }

  it('counts passed, failed and skipped tests, and prints those that failed or needed a second try', () => {
    const report = reporter.toJestReport([
      result('one', 'expected', 1),
      result('two', 'flaky', 2),
      result('three', 'unexpected', 2),
      result('four', 'skipped', 0),
    ]);
    expect(countsOf(report)).toEqual({ passed: 2, failed: 1, skipped: 1 });
    expect(printed).toEqual([
      'passed at the second try only: a.journey.ts › two',
      'failed: a.journey.ts › three',
    ]);
  });

  it('counts an error outside of tests as a failure', () => {
    const report = reporter.toJestReport([result('one', 'expected', 1)], true);
    expect(countsOf(report)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts a run without tests and with an error as a failure', () => {
    expect(countsOf(reporter.toJestReport([], true))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
