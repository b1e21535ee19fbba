import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { noteStart, readStart } from './started-with';

describe('the settings of the last start', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-start-'));
  const file = path.join(folder, 'started-with.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are found by a command from the folder alone, without any secret', () => {
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
