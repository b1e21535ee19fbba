// What a report of jest (tools/jest.mjs writes them) tells of.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Counts the tests of a report, and names those that failed, and those that passed at a second try only, relative to
 * `root`. A report that was not written is a
 * failure: jest broke off, or found nothing to run.
 */
export function countJest(file, root) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  // A spec file that does not load fails as a whole and counts no test of its own.
  const broken = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  );
  for (const suite of report.testResults) {
    for (const { status, invocations, fullName } of suite.assertionResults) {
      const name = `${path.relative(root, suite.name)} › ${fullName}`;
      if (status === 'failed') console.log(`failed: ${name}`);
      if (status === 'passed' && invocations > 1) console.log(`passed at the second try only: ${name}`);
    }
  }
  for (const suite of broken) console.log(`failed to load: ${path.relative(root, suite.name)}`);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The spec files of which something failed. */
export function failedFiles(report) {
  return report.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
}

/**
 * The report of a run with the files that were run a second time as they came out then: what passes now is marked, so
 * that `countJest` names it.
 */
export function withSecondTry(first, second) {
  const marked = second.testResults.map((suite) => ({
    ...suite,
    assertionResults: suite.assertionResults.map((test) => ({
      ...test,
      invocations: wasPassed(first, suite.name, test.fullName) ? test.invocations : 2,
    })),
  }));
  const again = new Set(marked.map(({ name }) => name));
  const testResults = [...first.testResults.filter(({ name }) => !again.has(name)), ...marked];
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const count = (...kinds) => tests.filter(({ status }) => kinds.includes(status)).length;
  return {
    ...first,
    testResults,
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending', 'skipped', 'disabled'),
    numTodoTests: count('todo'),
  };
}

function wasPassed(report, file, fullName) {
  const suite = report.testResults.find(({ name }) => name === file);
  return suite?.assertionResults.some((test) => test.fullName === fullName && test.status === 'passed');
}
