import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

type Status = 'passed' | 'failed' | 'pending';
interface Suite {
  readonly name: string;
  readonly status: 'passed' | 'failed';
  readonly assertionResults: readonly { fullName: string; status: Status; invocations: number }[];
}
interface Report {
  readonly testResults: readonly Suite[];
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}
interface JestReport {
  countTests(file: string, root: string): { passed: number; failed: number; skipped: number };
  failedFiles(report: Report): string[];
  mergeSecondTry(first: Report, second: Report): Report;
}

const suite = (name: string, tests: Record<string, Status>): Suite => ({
  name,
  status: Object.values(tests).includes('failed') ? 'failed' : 'passed',
  assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status, invocations: 1 })),
});

const report = (...testResults: Suite[]): Report => {
  const statuses = testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ status }) => status),
  );
  const count = (wanted: Status): number => statuses.filter((status) => status === wanted).length;
  return {
    testResults,
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending'),
    numTodoTests: 0,
  };
};

const FIRST = report(
  suite('/a.spec.ts', { one: 'passed', two: 'pending' }),
  suite('/b.spec.ts', { three: 'passed', four: 'failed', five: 'failed' }),
);

describe('mergeSecondTry', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'jest-report-'));
  const printed: string[] = [];
  let tool: JestReport;

  beforeAll(async () => {
    tool = (await import(path.join(__dirname, 'jest-report.ts'))) as JestReport;
    jest.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function countsOf(merged: Report): object {
    const file = path.join(folder, 'report.json');
    writeFileSync(file, JSON.stringify(merged));
    printed.length = 0;
    return tool.countTests(file, '/');
  }

  it('repeats the files with failures', () => {
    expect(tool.failedFiles(FIRST)).toEqual(['/b.spec.ts']);
  });

  it('counts the second result, and prints tests that passed only then', () => {
    const second = report(suite('/b.spec.ts', { three: 'passed', four: 'passed', five: 'passed' }));
    expect(countsOf(tool.mergeSecondTry(FIRST, second))).toEqual({ passed: 4, failed: 0, skipped: 1 });
    expect(printed).toEqual([
      'passed at the second try only: b.spec.ts › four',
      'passed at the second try only: b.spec.ts › five',
    ]);
  });

  it('fails when a test fails again', () => {
    const second = report(suite('/b.spec.ts', { three: 'passed', four: 'passed', five: 'failed' }));
    expect(countsOf(tool.mergeSecondTry(FIRST, second))).toEqual({ passed: 3, failed: 1, skipped: 1 });
    expect(printed).toContain('failed: b.spec.ts › five');
  });

  it('reports a file that no longer loads', () => {
    const second = report({ name: '/b.spec.ts', status: 'failed', assertionResults: [] });
    expect(countsOf(tool.mergeSecondTry(FIRST, second))).toEqual({ passed: 1, failed: 1, skipped: 1 });
    expect(printed).toEqual(['failed to load: b.spec.ts']);
  });
});
