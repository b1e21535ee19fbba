import { fork } from 'node:child_process';
import path from 'node:path';

/** A finding of ESLint. */
export interface Finding {
  readonly ruleId: string | null;
  readonly message: string;
}

/** ESLint with the configuration of the workspace, for the tests of its rules. One process, since each start takes a second. */
export class EslintProcess {
  private readonly child = fork(path.join(__dirname, 'eslint-process.mjs'), {
    cwd: path.resolve(__dirname, '../..'),
    execArgv: [],
  });

  /** Lints `source` as the file at `place`, relative to the workspace. One call at a time. */
  lint(place: string, source: string): Promise<Finding[]> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error('ESLint has ended.'));
      this.child.once('exit', ended);
      this.child.once('message', (findings) => {
        this.child.off('exit', ended);
        resolve(findings as Finding[]);
      });
      this.child.send({ place, source });
    });
  }

  stop(): void {
    this.child.kill();
  }
}
