import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { noteStart, readStart } from './started-with';

describe('what the last start was given', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-start-'));
  const file = path.join(folder, 'started-with.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is found again by a command that knows the folder alone, without any secret', () => {
    const environment = {
      PORT: '4000',
      MEDIAMTX_API_PORT: '19997',
      ADMIN_PASSWORD: 'secret',
      DATABASE_URL: 'secret',
    };
    noteStart(file, { environment, simulated: true, ownMediaServer: false });
    expect(readStart(file)).toEqual({
      environment: { PORT: '4000', MEDIAMTX_API_PORT: '19997' },
      simulated: true,
      ownMediaServer: false,
    });
    expect(readFileSync(file, 'utf8')).not.toContain('secret');
  });

  it.each(['', '{', '[]', 'null', '{"environment":{"PORT":5,"PATH":"/evil"}}'])(
    'is nothing where the note cannot be read: %s',
    (text) => {
      writeFileSync(file, text);
      expect(readStart(file)).toEqual({ environment: {}, simulated: false, ownMediaServer: true });
    },
  );
});
