/* global jest -- jest runs this file before each spec */
// A journey waits for a browser, cameras and a media server that share two cores with it. Here a test is tried again by
// itself, since the files are long; in the deployment suite the file is (SECOND_TRY in tools/jest.mjs).
jest.retryTimes(1, { logErrorsBeforeRetry: true, retryImmediately: true });
