import type { MediaAgentReport, PathsBy } from '@ppf/contracts';
import { isAgentConnected } from '../../media-servers';
import type { Message } from '../../platform/messages/message-catalog';
import { message } from '../messages';
import { decideFfmpeg, type FfmpegFacts } from './decide-ffmpeg';
import { decideDisk } from './decide-parts';
import { type CheckState, type InstallationCheck, toInstallationCheck } from './installation-check';

/** What the database has of the media agent of a media server. */
export interface AgentFacts {
  readonly pathsBy: PathsBy;
  /** Null: no agent is enrolled. */
  readonly credentialHash: Buffer | null;
  /** Null: no report yet. */
  readonly reportedAt: Date | null;
  readonly report: MediaAgentReport | null;
}

/** Checks of a media agent: its state, and the disk and FFmpeg of its machine. Empty: there is no agent, and none is needed. Pure. */
export function decideAgent(name: string, facts: AgentFacts, now: Date): InstallationCheck[] {
  if (facts.pathsBy === 'api' && facts.credentialHash === null) return [];
  const { report } = facts;
  const state = decideState(name, facts, now);
  if (report === null || !isAgentConnected(facts, now)) return [state];
  const { disk_free_bytes: free, disk_total_bytes: total } = report;
  const space = free === null || total === null ? null : { free, total };
  return [
    state,
    decideDisk({ folder: name, space }),
    decideFfmpeg(toFfmpegFacts(report), message('check.agent.ffmpeg', { server: name })),
  ];
}

function decideState(name: string, facts: AgentFacts, now: Date): InstallationCheck {
  const what = message('check.agent', { server: name });
  const check = (state: CheckState, found: Message, fix: Message | null = null) =>
    toInstallationCheck(what, state, found, fix);
  // While the control API sets the paths, an agent that does not work affects no camera.
  const broken = facts.pathsBy === 'file' ? 'fault' : 'warning';
  const { report } = facts;
  if (facts.credentialHash === null)
    return check(broken, message('check.agent.none'), message('check.agent.none.fix'));
  if (report === null || !isAgentConnected(facts, now))
    return check(broken, message('check.agent.silent'), message('check.agent.silent.fix'));
  const { fault, owns_file: ownsFile, settings_faults: faults, total_refused: refused, applied } = report;
  if (fault !== null)
    return check(broken, message(`check.agent.${fault}`), message(`check.agent.${fault}.fix`));
  if (!ownsFile)
    return check(broken, message('check.agent.other-file'), message('check.agent.other-file.fix'));
  if (faults.length > 0)
    return check(
      'warning',
      message('check.agent.settings', { fault: faults[0] ?? '' }),
      message('check.agent.settings.fix'),
    );
  if (refused > 0)
    return check(
      'warning',
      message('check.agent.refused', { count: refused }),
      message('check.agent.refused.fix'),
    );
  if (!applied) return check('warning', message('check.agent.waits'), message('check.agent.waits.fix'));
  return check('ok', message('check.agent.ok'));
}

/** An agent reports the two parts that packages of FFmpeg lack in practice. */
function toFfmpegFacts(report: MediaAgentReport): FfmpegFacts {
  const { ffmpeg_version: version, ffmpeg_encodes_h264: encodes, ffmpeg_limits_redirects: limits } = report;
  if (version === null) return { kind: 'none' };
  return {
    kind: 'found',
    version,
    help: {
      'protocol=http': limits ? '-max_redirects' : '',
      'demuxer=mpjpeg': 'Demuxer mpjpeg',
      'encoder=libx264': encodes ? 'Encoder libx264' : '',
      'muxer=rtsp': 'Muxer rtsp',
    },
  };
}
