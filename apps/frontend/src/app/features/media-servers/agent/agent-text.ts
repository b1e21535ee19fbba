import type { MediaAgentFault, MediaServerDetails } from '@ppf/contracts';
import { formatBytes, formatRecent } from '../../../texts';
import { text } from '../texts/text';

type TextKey = Parameters<typeof text>[0];

/** Maximum of listed refused paths and faults. The others are counted. */
const MAX_LISTED = 12;

const FAULTS: Readonly<Record<MediaAgentFault, TextKey>> = {
  'disk-full': 'agent.fault.diskFull',
  'not-writable': 'agent.fault.notWritable',
  'ended-media-server': 'agent.fault.endedMediaServer',
  'document-not-valid': 'agent.fault.documentNotValid',
};

/** Whether the paths can be set by file now: an agent is connected, and MediaMTX has loaded its file. */
export function isAgentReady({ agent }: MediaServerDetails): boolean {
  return agent.connected && agent.report?.owns_file === true;
}

/** State of the agent: whether it is enrolled, and when it reported. */
export function agentStateText({ agent }: MediaServerDetails, now: number): string {
  const { enrolled, code_expires_at: expires, reported_at: reported } = agent;
  if (!enrolled)
    return expires === null ? text('agent.none') : text('agent.waits', { time: formatRecent(expires, now) });
  if (reported === null) return text('agent.neverReported');
  return text(agent.connected ? 'agent.connected' : 'agent.disconnected', {
    time: formatRecent(reported, now),
  });
}

/** Whether MediaMTX has loaded what is desired; null while the control API sets the paths, or without a report. */
export function appliedText({ agent: { report }, paths_by }: MediaServerDetails): string | null {
  if (report === null) return null;
  if (!report.owns_file) return text('agent.ownsNoFile');
  if (paths_by === 'api') return null;
  return text(report.applied ? 'agent.applied' : 'agent.notApplied');
}

/**
 * Warning for the card of a media server whose paths are set by file: it does not get changes at the moment, or not all.
 * Null: none.
 */
export function agentWarning(server: MediaServerDetails, now: number): string | null {
  const { agent, paths_by: pathsBy } = server;
  if (pathsBy === 'api') return null;
  if (!agent.connected) {
    const time = agent.reported_at;
    return time === null
      ? text('agent.warning.never')
      : text('agent.warning.disconnected', { time: formatRecent(time, now) });
  }
  const { fault = null, owns_file: ownsFile = true, total_refused: refused = 0 } = agent.report ?? {};
  if (fault !== null) return text(FAULTS[fault]);
  if (!ownsFile) return text('agent.warning.ownsNoFile');
  return refused > 0 ? text('agent.refused', { count: refused }) : null;
}

/** A list in a report, with the number of items that are not listed. */
export interface ReportList {
  readonly items: readonly string[];
  readonly more: number;
}

/** Refused paths of the last report, each with its reason. */
export function refusedPaths({ agent: { report } }: MediaServerDetails): ReportList {
  const items = report?.refused.slice(0, MAX_LISTED) ?? [];
  return { items, more: (report?.total_refused ?? 0) - items.length };
}

/** Faults of the operator's settings on the machine of the agent. */
export function settingsFaults({ agent: { report } }: MediaServerDetails): ReportList {
  const faults = report?.settings_faults ?? [];
  const items = faults.slice(0, MAX_LISTED);
  return { items, more: faults.length - items.length };
}

/** Disk and FFmpeg of the machine as terms with values; empty without a report. */
export function machineFacts({
  agent: { report },
}: MediaServerDetails): readonly { readonly term: string; readonly value: string }[] {
  if (report === null) return [];
  const { disk_free_bytes: free, disk_total_bytes: total, ffmpeg_version: ffmpeg } = report;
  const disk =
    free === null || total === null
      ? text('version.unknown')
      : text('agent.diskOf', { free: formatBytes(free), total: formatBytes(total) });
  const found = report.ffmpeg_encodes_h264 ? 'agent.ffmpegVersion' : 'agent.ffmpegWithoutH264';
  return [
    { term: text('agent.disk'), value: disk },
    {
      term: text('agent.ffmpeg'),
      value: ffmpeg === null ? text('agent.ffmpegMissing') : text(found, { version: ffmpeg }),
    },
  ];
}
