// Reads the reports that tools/jest.mjs writes.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A test of a report. */
interface TestResult {
  readonly fullName: string;
  readonly status: string;
  /** 2: passed or failed at the second try. */
  readonly invocations?: number;
}

/** A spec file of a report. */
interface SuiteResult {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly TestResult[];
}

/** The part of Jest's JSON report that is used here. */
export interface JestReport {
  readonly testResults: readonly SuiteResult[];
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Counts the tests of a report. Prints the tests that failed and those that passed at the second try only, with paths
 * relative to `root`. A missing report counts as a failure: Jest crashed, or found no tests.
 */
export function countTests(file: string, root: string): TestCounts {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8')) as JestReport;
  // A spec file that does not load fails as a whole and has no tests.
  const notLoaded = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  );
  for (const suite of report.testResults) {
    for (const { status, invocations = 1, fullName } of suite.assertionResults) {
      const name = `${path.relative(root, suite.name)} › ${fullName}`;
      if (status === 'failed') console.log(`failed: ${name}`);
      if (status === 'passed' && invocations > 1) console.log(`passed at the second try only: ${name}`);
    }
  }
  for (const suite of notLoaded) console.log(`failed to load: ${path.relative(root, suite.name)}`);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + notLoaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Formats counts as the last line of a test run, which CI reads. */
export function toCountsLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Returns the spec files with failures. */
export function failedFiles(report: JestReport): string[] {
  return report.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
}

/**
 * Merges the report of a second try of some spec files into the first report. Tests that passed at the second try only
 * are marked, and `countTests` prints them.
 */
export function mergeSecondTry(first: JestReport, second: JestReport): JestReport {
  const repeated = second.testResults.map((suite) => ({
    ...suite,
    assertionResults: suite.assertionResults.map((test) =>
      hasPassed(first, suite.name, test.fullName) ? test : { ...test, invocations: 2 },
    ),
  }));
  const names = new Set(repeated.map(({ name }) => name));
  const testResults = [...first.testResults.filter(({ name }) => !names.has(name)), ...repeated];
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const count = (...statuses: string[]) => tests.filter(({ status }) => statuses.includes(status)).length;
  return {
    ...first,
    testResults,
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending', 'skipped', 'disabled'),
    numTodoTests: count('todo'),
  };
}

function hasPassed(report: JestReport, file: string, fullName: string): boolean {
  const suite = report.testResults.find(({ name }) => name === file);
  return (
    suite?.assertionResults.some((test) => test.fullName === fullName && test.status === 'passed') ?? false
  );
}
