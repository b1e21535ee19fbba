import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium } from './chromium.ts';

describe('findChromium', () => {
  const { PATH, CHROMIUM_BIN } = process.env;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ppf-chromium-'));
    process.env['PATH'] = `/nowhere:${folder}`;
    delete process.env['CHROMIUM_BIN'];
  });
  afterEach(() => {
    process.env['PATH'] = PATH;
    if (CHROMIUM_BIN === undefined) delete process.env['CHROMIUM_BIN'];
    else process.env['CHROMIUM_BIN'] = CHROMIUM_BIN;
    rmSync(folder, { recursive: true });
  });

  const install = (name: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o755);
    return file;
  };

  it('finds none', () => expect(findChromium()).toBeUndefined());

  it('finds the whole browser without a headless shell', () => {
    const file = install('chromium');
    expect(findChromium()).toBe(file);
  });

  it('prefers the headless shell', () => {
    install('chromium');
    const file = install('chromium-headless-shell');
    expect(findChromium()).toBe(file);
  });

  it('prefers CHROMIUM_BIN', () => {
    install('chromium-headless-shell');
    process.env['CHROMIUM_BIN'] = install('google-chrome');
    expect(findChromium()).toBe(`${folder}/google-chrome`);
  });

  it('finds none when CHROMIUM_BIN is missing', () => {
    install('chromium');
    process.env['CHROMIUM_BIN'] = '/nowhere/chromium';
    expect(findChromium()).toBeUndefined();
  });
});
