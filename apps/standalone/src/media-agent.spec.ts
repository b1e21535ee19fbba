import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

  it('gets the same code at each start, and another one after a start without it', () => {
    const files = agentFiles({ mediaAgent: folder });
    const first = codeForAgent(files, true);
    expect(first).toMatch(/^[\w-]{32}$/);
    expect(statSync(files.code).mode & 0o077).toBe(0);
    writeFileSync(files.credential, 'credential');
    expect(codeForAgent(files, true)).toBe(first);
    expect(codeForAgent(files, false)).toBeNull();
    expect(existsSync(files.credential)).toBe(false);
    expect(codeForAgent(files, true)).not.toBe(first);
  });

  it('gets another code when the file of the code is damaged', () => {
    const files = agentFiles({ mediaAgent: folder });
    writeFileSync(files.code, 'half');
    const made = codeForAgent(files, true);
    expect(made).toMatch(/^[\w-]{32}$/);
    expect(codeForAgent(files, true)).toBe(made);
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
