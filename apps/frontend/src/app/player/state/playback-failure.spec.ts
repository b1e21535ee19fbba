/** @jest-environment node */
import { WhepError } from '@ppf/whep';
import { ProblemError } from '../../api/problem-error';
import { classifyHlsStatus, classifyTokenError, classifyWhepError } from './playback-failure';

describe('classifyTokenError', () => {
  it.each([
    [new ProblemError('not-signed-in', 401), 'signed-out'],
    [new ProblemError('session-ended', 401), 'signed-out'],
    [new ProblemError('forbidden', 403), 'forbidden'],
    [new ProblemError('pit-not-found', 404), 'pit-gone'],
    [new ProblemError('viewing-ended', 403), 'viewing-ended'],
    [new ProblemError('camera-paused', 409), 'camera-paused'],
    [new ProblemError('pit-viewers-full', 429), 'pit-viewers-full'],
    [new ProblemError('workshop-viewers-full', 429), 'workshop-viewers-full'],
    [new ProblemError('viewer-sessions-full', 429), 'viewer-sessions-full'],
    [new ProblemError('route-not-found', 404), 'api-unreachable'],
    [new ProblemError('too-many-requests', 429), 'api-unreachable'],
    [new ProblemError('not-ready', 503), 'api-unreachable'],
    [new ProblemError('network', 0), 'api-unreachable'],
    [new Error('unforeseen'), 'api-unreachable'],
  ])('takes %s for %s', (error, failure) => {
    expect(classifyTokenError(error)).toBe(failure);
  });
});

describe('classifyWhepError', () => {
  it('maps the cause of a missing token', () => {
    const cause = new ProblemError('forbidden', 403);
    expect(classifyWhepError(new WhepError('access', null, { cause }))).toBe('forbidden');
  });

  it.each([
    ['refused', 'refused'],
    ['no-stream', 'no-stream'],
    ['configuration', 'configuration'],
    ['unreachable', 'server-unreachable'],
    ['timeout', 'server-unreachable'],
    ['browser', 'browser'],
  ] as const)('takes %s for %s', (kind, failure) => {
    expect(classifyWhepError(new WhepError(kind))).toBe(failure);
  });
});

describe('classifyHlsStatus', () => {
  it.each([
    [401, 'refused'],
    [404, 'no-stream'],
    [500, 'configuration'],
    [503, 'server-unreachable'],
    [0, 'server-unreachable'],
  ])('takes %s for %s', (status, failure) => {
    expect(classifyHlsStatus(status)).toBe(failure);
  });
});
