import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BackendClient } from './backend-client';
import { CredentialStore } from './credential-store';

const CREDENTIAL = 'a-credential-of-a-media-agent'.padEnd(48, 'x');
const NEXT_CREDENTIAL = 'another-credential'.padEnd(48, 'x');
const CODE = 'a-code-of-a-media-agent';

describe('the client of the backend', () => {
  let folder: string;
  let server: Server;
  let client: BackendClient;
  let credentials: CredentialStore;
  let answer: readonly [status: number, body: string];

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'ppf-media-agent-'));
    server = createServer((_request, response) => {
      const [status, body] = answer;
      response.writeHead(status, { 'content-type': 'application/problem+json' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    credentials = new CredentialStore(path.join(folder, 'credential'));
    credentials.write(CREDENTIAL, 0);
    client = new BackendClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, credentials);
  });
  afterEach(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  const failure = () =>
    client.waitForDocument(null, new AbortController().signal).catch((cause: unknown) => cause);

  it.each([
    [401, '{"code":"media-agent-credential-invalid"}', 'revoked'],
    [401, 'a page of a proxy', 'refused'],
    [401, '{"code":"media-agent-code-invalid"}', 'refused'],
    [422, '{"code":"validation-failed"}', 'refused'],
    [429, '{"code":"too-many-requests"}', 'unavailable'],
    [502, '', 'unavailable'],
  ])('takes status %d with %s as %s', async (status, body, kind) => {
    answer = [status, body];
    expect(await failure()).toMatchObject({ kind, message: `GET configuration: status ${status}` });
  });

  it('sends nothing without a credential', async () => {
    rmSync(path.join(folder, 'credential'));
    expect(await failure()).toMatchObject({ kind: 'not-enrolled' });
  });

  it('stores the credential of an enrolment, and names neither it nor the code in a failure', async () => {
    answer = [200, JSON.stringify({ credential: NEXT_CREDENTIAL, media_server_id: 1 })];
    await client.enrol(CODE);
    expect(credentials.read()?.credential).toBe(NEXT_CREDENTIAL);
    answer = [401, '{"code":"media-agent-code-invalid"}'];
    const refused = await client.enrol(CODE).catch((cause: unknown) => String(cause));
    expect(refused).not.toMatch(/a-code-of|another-credential/);
  });
});
