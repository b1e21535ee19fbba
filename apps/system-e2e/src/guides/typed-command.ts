import { spawn } from 'node:child_process';
import { waitFor } from '@ppf/testing';
import { SHELL_PATH } from './run-shell';

/** A command that runs until the user presses Ctrl-C. */
export interface TypedCommand {
  /** Waits until it has printed a text. Fails immediately when the command has ended. */
  says(pattern: RegExp, milliseconds: number): Promise<RegExpExecArray>;
  /** Sends SIGINT to all its processes, as a terminal does. @returns the exit code */
  pressCtrlC(): Promise<number | null>;
}

/** Starts it in a folder. @param environment Its complete environment, with defaults of PATH and HOME. */
export function typeCommand(
  command: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
): TypedCommand {
  const child = spawn('bash', ['-c', command], {
    cwd: folder,
    env: { PATH: SHELL_PATH, HOME: folder, LANG: 'C.UTF-8', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A separate process group, as in a terminal.
    detached: true,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    says: (pattern, milliseconds) =>
      waitFor(
        () => {
          const found = pattern.exec(printed);
          if (!found && child.exitCode === null) throw new Error(printed.slice(-1500));
          return found ?? 'ended';
        },
        `${command} says ${pattern}`,
        { withinMs: milliseconds },
      ).then((found) => {
        if (found === 'ended') throw new Error(`${command} ended, and printed:\n${printed.slice(-3000)}`);
        return found;
      }),
    pressCtrlC: () => {
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      return ended;
    },
  };
}
