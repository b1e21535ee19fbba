import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { agentEnvironment, agentFiles, codeForAgent, usesAgent } from './media-agent';

describe('the media agent of npm start', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'ppf-agent-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const program = { kind: 'program', binary: '/m', version: 'v1.20.1', why: '' } as const;
  it.each([
    [program, true, true],
    [program, false, false],
    [{ kind: 'simulator', why: '' } as const, true, false],
    [{ kind: 'elsewhere' } as const, true, false],
  ])('is used beside a MediaMTX that is started here: %#', (server, isAllowed, expected) => {
    expect(usesAgent(server, isAllowed)).toBe(expected);
  });

  it('gets a new code at each start until it is enrolled, and again after a start without it', () => {
    const files = agentFiles({ mediaAgent: folder });
    const [first, second] = [codeForAgent(files, true), codeForAgent(files, true)];
    expect(first).toMatch(/^[\w-]{32}$/);
    expect(second).not.toBe(first);
    writeFileSync(files.credential, 'credential');
    expect(codeForAgent(files, true)).toBeNull();
    expect(codeForAgent(files, false)).toBeNull();
    expect(existsSync(files.credential)).toBe(false);
    expect(codeForAgent(files, true)).not.toBeNull();
  });

  it('gets no setting of the backend', () => {
    const environment = { PATH: '/bin', SEALING_KEY: 'sealing-key', DATABASE_URL: 'postgres://u:p@h/d' };
    const made = agentEnvironment(environment, {
      files: agentFiles({ mediaAgent: folder }),
      version: 'v1.9.3',
      configKey: 'key',
      backendUrl: 'http://127.0.0.1:3000',
      apiPort: 9997,
      code: null,
    });
    expect(Object.keys(made).sort()).toEqual([
      'MEDIA_AGENT_API_URL',
      'MEDIA_AGENT_BACKEND_URL',
      'MEDIA_AGENT_CONFIG_FILE',
      'MEDIA_AGENT_CREDENTIAL_FILE',
      'MEDIA_AGENT_MEDIAMTX_VERSION',
      'MEDIA_AGENT_SETTINGS_FILE',
      'MTX_CONFKEY',
      'PATH',
    ]);
  });
});
