import { StartFault } from '../start-fault';
import { type StandaloneSettings } from '../settings';
import { chooseMediaServer, type MediaServerChoice } from './choose-media-server';
import { fetchedBinary, fetchMediaServer } from './fetch-media-server';
import { readProgramVersion, isThisMachine, mediaServerOnPath } from './find-media-server';
import { PINNED_RELEASE } from './pinned-release';
import { ProgressBar } from './progress-bar';

/** A choice that needs no download. */
export type MediaServer = Exclude<MediaServerChoice, { kind: 'fetch' } | { kind: 'fault' }>;

/** Finds or downloads a media server, else uses the simulator. @throws StartFault if the settings allow none of them. */
export async function provideMediaServer(
  settings: StandaloneSettings,
  directory: string,
): Promise<MediaServer> {
  const readVersion = async (binary: string | undefined) =>
    binary === undefined ? undefined : readProgramVersion(binary);
  const chances = {
    local: isThisMachine(settings.mediaServerHost),
    auth: settings.mediaServerAuth,
    named: await readVersion(settings.mediaServerBinary),
    onPath: await readVersion(mediaServerOnPath(settings.environment.PATH ?? '')),
    fetched: await readVersion(fetchedBinary(directory, PINNED_RELEASE)),
    downloadAllowed: settings.downloadAllowed,
    production: settings.production,
  };
  const first = chooseMediaServer({ ...chances, fetchFailed: undefined });
  return settled(first.kind === 'fetch' ? await fetchFirst(settings, directory, chances) : first);
}

async function fetchFirst(
  settings: StandaloneSettings,
  directory: string,
  chances: Omit<Parameters<typeof chooseMediaServer>[0], 'fetchFailed'>,
): Promise<MediaServerChoice> {
  const bar = new ProgressBar(`Fetching MediaMTX ${PINNED_RELEASE.version}`, process.stderr);
  const outcome = await fetchMediaServer({
    release: PINNED_RELEASE,
    platform: `${process.platform}-${process.arch}`,
    base: settings.downloadBase,
    directory,
    onProgress: (received, total) => bar.show(received, total),
  });
  bar.end();
  if (outcome.kind === 'unavailable') return chooseMediaServer({ ...chances, fetchFailed: outcome.reason });
  const fetched = await readProgramVersion(outcome.binary);
  return chooseMediaServer({ ...chances, fetched, fetchFailed: 'the fetched one does not run here' });
}

function settled(choice: MediaServerChoice): MediaServer {
  if (choice.kind === 'fault') throw new StartFault(choice.message);
  if (choice.kind === 'fetch') throw new StartFault('MediaMTX was fetched twice.');
  return choice;
}
