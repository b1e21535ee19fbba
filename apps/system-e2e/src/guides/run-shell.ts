import { spawn } from 'node:child_process';
import path from 'node:path';

/** Of commands of the guides: `node` is the one that runs the suite. */
export const SHELL_PATH = `${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;

/**
 * Runs pieces of shell in order in one bash, as a user who types them, and returns their output.
 * Rejects with what was printed when one of them fails.
 */
export function runShell(
  pieces: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
  withinMs = 60_000,
): Promise<string> {
  const script = pieces.map((piece, at) => `echo '── ${at + 1}'\n${piece}`).join('\n');
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: SHELL_PATH, HOME: folder, LANG: 'C.UTF-8', ...environment },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const patience = setTimeout(() => child.kill('SIGKILL'), withinMs);
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      clearTimeout(patience);
      if (code === 0) resolve(printed);
      else reject(new Error(`The shell ended with ${code}, and printed:\n${printed}`));
    });
  });
}
