/* global jest -- jest runs this file before each spec */
// A journey waits for a browser, cameras and a media server that share two cores with it: one slow second must not fail
// the whole run. What passes at the second try only is named at the end (tools/jest-report.mjs), and is to be looked at.
jest.retryTimes(1, { logErrorsBeforeRetry: true, retryImmediately: true });
