// The Playwright reporter of the system suite: writes the results as Jest does, so that `npm test` counts every suite in one
// way, and prints the counts and the tests that needed a second try.
import type { FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type JestReport, toCountsLine } from './jest-report.ts';

/** What the report needs of a test. */
export interface JourneyResult {
  readonly file: string;
  /** Project, describe blocks and title, joined with `›`. */
  readonly fullName: string;
  readonly outcome: ReturnType<TestCase['outcome']>;
  /** Runs of the test: 2 with its second try. */
  readonly tries: number;
}

/** Converts the results of tests, and errors outside of tests, to a report that `countTests` reads. */
export function toJestReport(results: readonly JourneyResult[], hasOtherErrors = false): JestReport {
  const statusOf = ({ outcome }: JourneyResult): string =>
    outcome === 'skipped' ? 'pending' : outcome === 'unexpected' ? 'failed' : 'passed';
  const testResults = [...new Set(results.map(({ file }) => file))].map((name) => {
    const assertionResults = results
      .filter(({ file }) => file === name)
      .map((result) => ({
        fullName: result.fullName,
        status: statusOf(result),
        invocations: result.tries,
      }));
    const hasFailed = assertionResults.some(({ status }) => status === 'failed');
    return { name, status: hasFailed ? 'failed' : 'passed', assertionResults };
  });
  // As Jest reports a file that does not load.
  if (hasOtherErrors) testResults.push({ name: 'outside of tests', status: 'failed', assertionResults: [] });
  const count = (status: string) => results.filter((result) => statusOf(result) === status).length;
  return {
    testResults,
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending'),
    numTodoTests: 0,
  };
}

/** Project, describe blocks and title. The path of the file is reported beside it. */
function nameOf(test: TestCase): string {
  const [, project = '', , ...titles] = test.titlePath();
  return [project, ...titles].join(' › ');
}

export default class JourneyReporter implements Reporter {
  private suite: Suite | undefined;
  private hasOtherErrors = false;

  private readonly outputFile: string;

  constructor({ outputFile }: { readonly outputFile: string }) {
    this.outputFile = outputFile;
  }

  onBegin(_: unknown, suite: Suite): void {
    this.suite = suite;
  }

  /** An error outside of a test, such as a file that does not load. */
  onError(): void {
    this.hasOtherErrors = true;
  }

  onEnd({ status }: FullResult): void {
    const tests = this.suite?.allTests() ?? [];
    // `playwright test --list` runs no test.
    if (tests.length > 0 && !this.hasOtherErrors && tests.every(({ results }) => results.length === 0))
      return;
    const results = tests.map((test) => ({
      file: test.location.file,
      fullName: nameOf(test),
      outcome: test.outcome(),
      tries: test.results.length,
    }));
    const isCutShort = status === 'interrupted' || status === 'timedout' || tests.length === 0;
    const report = toJestReport(results, this.hasOtherErrors || isCutShort);
    mkdirSync(path.dirname(this.outputFile), { recursive: true });
    writeFileSync(this.outputFile, JSON.stringify(report));
    const [passed, failed, skipped] = [report.numPassedTests, report.numFailedTests, report.numPendingTests];
    const repeated = results.filter(({ tries }) => tries > 1).map(({ fullName }) => fullName);
    const second = repeated.length > 0 ? `; second try: ${repeated.join('; ')}` : '';
    console.log(`${toCountsLine({ passed, failed, skipped })}${second}`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
