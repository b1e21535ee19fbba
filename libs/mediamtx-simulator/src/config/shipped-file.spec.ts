import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfigFile } from './read-config-file';

const SHIPPED = path.join(__dirname, '../../../../infra/mediamtx/mediamtx.yml');

describe('the shipped configuration file', () => {
  it('loads, and only warns about the setting name of v1.9.3', () => {
    const warnings: string[] = [];
    readConfigFile(SHIPPED, {}, (text) => warnings.push(text));
    expect(warnings).toEqual([expect.stringContaining("'protocols' is deprecated")]);
  });

  it('still loads with the environment that newer releases need', () => {
    expect(() => readConfigFile(SHIPPED, { MTX_MOQ: 'no' }, () => undefined)).not.toThrow();
  });

  it('enables the HLS preroll with the two variables that it names, and not without', () => {
    const named = Object.fromEntries(
      [...readFileSync(SHIPPED, 'utf8').matchAll(/^# +(MTX_HLS\w+)=(\w+)$/gm)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    const read = (env: Record<string, string | undefined>) =>
      readConfigFile(SHIPPED, env, () => undefined).global;
    expect(read(named)).toMatchObject({ hlsVariant: 'lowLatency', hlsAlwaysRemux: true });
    expect(read({})).toMatchObject({ hlsVariant: 'fmp4', hlsAlwaysRemux: false });
  });

  it('loads as infra/compose generates it for a network of containers', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'compose-'));
    for (const part of ['compose/prepare.sh', 'mediamtx/mediamtx.yml', 'nginx/ppf-monitoring.conf'])
      cpSync(path.join(SHIPPED, '../..', part), path.join(folder, part));
    const { status } = spawnSync(path.join(folder, 'compose/prepare.sh'), ['stream.example.org']);
    expect(status).toBe(0);
    const file = path.join(folder, 'compose/secrets/mediamtx.yml');
    const { global } = readConfigFile(file, { MTX_MOQ: 'no' }, () => undefined);
    expect(global).toMatchObject({ apiAddress: ':9997', webrtcAddress: ':8889', hlsAddress: ':8888' });
    rmSync(folder, { recursive: true });
  });
});
