import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

/** A device that answers no connection, as one that is not there: nothing that is sent to its port comes back. */
export interface DeafDevice {
  readonly port: number;
  stop(): void;
}

const LISTEN = `require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 },
  function () { console.log(this.address().port); })`;
/** More than the kernel keeps for a program with that backlog (listen(2)); to the rest it does not answer. */
const CALLERS = 8;

/** Starts one: a program that is stopped, with as many callers as the kernel keeps waiting for it. */
export async function startDeafDevice(): Promise<DeafDevice> {
  const child = spawn(process.execPath, ['-e', LISTEN], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [output] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(output.toString());
  child.kill('SIGSTOP');
  const callers = Array.from({ length: CALLERS }, () =>
    connect(port, '127.0.0.1').on('error', () => undefined),
  );
  return {
    port,
    stop: () => {
      for (const caller of callers) caller.destroy();
      child.kill('SIGKILL');
    },
  };
}
