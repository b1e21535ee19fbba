import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

/** A device that accepts no connection, like one that does not exist: nothing on its port responds. */
export interface DeafDevice {
  readonly port: number;
  stop(): void;
}

const LISTEN = `require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 },
  function () { console.log(this.address().port); })`;
/** More connections than the kernel queues for this backlog (listen(2)). It does not respond to the others. */
const CALLERS = 8;

/** Starts one: a stopped program with a full connection queue. */
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
