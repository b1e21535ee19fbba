import { ControlApi } from '@ppf/mediamtx';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import { Agent } from './agent';
import { BackendClient, BackendProblem } from './backend/backend-client';
import { CredentialStore } from './backend/credential-store';
import { FileStore } from './file/file-store';
import { FileWriter } from './file-writer';
import { SettingsSource } from './file/settings-source';
import { consoleLog, type Log } from './log';
import { portsOf, readDisk, readFfmpeg } from './machine/machine-facts';
import { MediaServerMonitor } from './machine/media-server-monitor';
import { type AgentSettings, readSettings, SettingFault } from './settings';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * `main.js` runs the agent. `main.js enrol` reads a one-time code from standard input and stores the credential.
 * `main.js prepare` writes the file once, for a start of MediaMTX, and ends.
 */
async function main(): Promise<number> {
  const settings = readSettings(process.env);
  const credentials = new CredentialStore(settings.credentialFile);
  const backend = new BackendClient(settings.backendUrl, credentials);
  if (process.argv[2] === 'enrol') {
    // Not an argument: other users of the machine can read the arguments of a process.
    await backend.enrol((await text(process.stdin)).trim());
    process.stdout.write('The agent is enrolled.\n');
    return 0;
  }
  if (process.argv[2] === 'prepare') {
    await prepare(settings);
    return 0;
  }
  const agent = createAgent(settings, backend, credentials);
  for (const signal of SIGNALS) process.on(signal, () => agent.stop());
  await agent.run();
  return 0;
}

/** Writes the file from the operator's settings and the cameras of the file before it. @throws SettingFault when there is none to write */
async function prepare(settings: AgentSettings): Promise<void> {
  const log = consoleLog((line) => process.stdout.write(line));
  const { files, source, writer } = createWriter(settings, log);
  await writer.step(performance.now());
  if (files.read() === null)
    throw new SettingFault(['The file cannot be written.', ...source.faults].join('\n'));
  for (const fault of source.faults) log.warn(fault);
}

function createWriter(settings: AgentSettings, log: Log) {
  const files = new FileStore(settings.configFile, settings.configKey);
  const source = new SettingsSource(settings.settingsFile, files.read()?.content.settings ?? null);
  const monitor = new MediaServerMonitor(new ControlApi({ url: settings.apiUrl }));
  return { files, source, monitor, writer: new FileWriter(files, source, monitor, log, settings.release) };
}

function createAgent(settings: AgentSettings, backend: BackendClient, credentials: CredentialStore): Agent {
  const log = consoleLog((line) => process.stdout.write(line));
  const { files, monitor, writer } = createWriter(settings, log);
  const ffmpeg = readFfmpeg();
  return new Agent({
    backend,
    credentials,
    writer,
    log,
    code: settings.code,
    describe: async () => ({
      mediamtx_version: monitor.current.release,
      ...(await readDisk(path.dirname(settings.configFile))),
      ...(await ffmpeg),
      ports: portsOf(files.read()?.content.settings ?? { global: {} }),
    }),
  });
}

main().then(
  (code) => process.exit(code),
  (failure: unknown) => {
    const isExpected = failure instanceof SettingFault || failure instanceof BackendProblem;
    process.stderr.write(
      `${isExpected ? failure.message : failure instanceof Error ? failure.stack : 'failed'}\n`,
    );
    process.exit(1);
  },
);
