import { permissionsOf } from '@ppf/contracts';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { TextDecoder as Decoder, TextEncoder as Encoder } from 'node:util';
import { AccessToken } from './access-token';
import { EventsApi } from './events-api';
import { provideApi } from './provide-api';

/** A response of `fetch`, which jsdom does not have. */
function respond(status: number, pieces: readonly Uint8Array[], headers: Record<string, string> = {}) {
  const left = [...pieces];
  const read = async () => {
    const value = left.shift();
    return { value, done: value === undefined };
  };
  return {
    ok: status === 200,
    status,
    body: { getReader: () => ({ read }) },
    headers: { get: (name: string) => headers[name] ?? null },
    text: async () => '{"code":"too-many-requests","detail":"You have 20 event streams open."}',
  };
}

const grant = (token: string) => ({
  access_token: token,
  token_type: 'Bearer',
  expires_in: 900,
  user: {
    id: 1,
    email: 'a@b.co',
    display_name: 'A',
    role: 'owner' as const,
    permissions: permissionsOf('owner'),
    workshop_id: 7,
  },
});
const before = { fetch: globalThis.fetch, TextDecoder: globalThis.TextDecoder };

describe('EventsApi', () => {
  const fetchMock = jest.fn();
  const stop = new AbortController().signal;
  let api: EventsApi;

  beforeEach(() => {
    fetchMock.mockReset();
    Object.assign(globalThis, { fetch: fetchMock, TextDecoder: Decoder });
    TestBed.configureTestingModule({ providers: [provideApi(), provideHttpClientTesting()] });
    TestBed.inject(AccessToken).accept(grant('first'));
    api = TestBed.inject(EventsApi);
  });
  afterEach(() => {
    Object.assign(globalThis, before);
    TestBed.inject(HttpTestingController).verify();
  });

  const headersOf = (call: number) => fetchMock.mock.calls[call]?.[1]?.headers as Record<string, string>;

  it('decodes characters that are split between two chunks', async () => {
    const bytes = new Encoder().encode('data: Grüße\n\n');
    fetchMock.mockResolvedValue(respond(200, [bytes.slice(0, 9), bytes.slice(9)]));
    let text = '';
    for await (const piece of await api.open('p-7', stop)) text += piece;
    expect(text).toBe('data: Grüße\n\n');
    expect(fetchMock.mock.calls[0]?.[0]).toBe('/api/v1/events');
    expect(headersOf(0)).toMatchObject({ Authorization: 'Bearer first', 'Last-Event-ID': 'p-7' });
  });

  it('refreshes an expired access token', async () => {
    fetchMock.mockResolvedValueOnce(respond(401, [])).mockResolvedValueOnce(respond(200, []));
    const opened = api.open(null, stop);
    await new Promise((resolve) => setTimeout(resolve));
    TestBed.inject(HttpTestingController).expectOne('/api/v1/auth/refresh').flush(grant('second'));
    await opened;
    expect(headersOf(1)).toEqual({ Authorization: 'Bearer second', Accept: 'text/event-stream' });
  });

  it.each([
    [
      'reports why it was rejected',
      () => Promise.resolve(respond(429, [], { 'Retry-After': '10' })),
      'too-many-requests',
      10,
    ],
    ['reports a missing response', () => Promise.reject(new TypeError('failed to fetch')), 'network', null],
  ])('%s', async (_name, outcome, code, retryAfterSeconds) => {
    fetchMock.mockImplementation(outcome);
    await expect(api.open(null, stop)).rejects.toMatchObject({ code, retryAfterSeconds });
  });
});
