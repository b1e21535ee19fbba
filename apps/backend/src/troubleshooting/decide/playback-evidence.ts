import type { PitFacts, ServerSideFacts } from '../facts/pit-facts';
import { type FindingDetail, ok, type StepFinding, warning } from './step-finding';

/** Maximum age of a player's report. The player reports right before a diagnosis, which takes 8 s. */
const MAX_REPORT_AGE_MS = 15_000;

type PlayerFacts = Pick<ServerSideFacts, 'player' | 'viewerStream'>;

/** Whether the caller's player shows a picture now, and the stream status of the media server does not contradict it. */
export function isPlaying({ player, viewerStream }: PlayerFacts): boolean {
  const isLive = player?.findings.state === 'live' && player.ageMs <= MAX_REPORT_AGE_MS;
  return isLive && viewerStream?.status !== 'offline' && viewerStream?.status !== 'stalled';
}

/** Whether the picture is played over WebRTC. */
export function isPlayingOverWebrtc(facts: PlayerFacts): boolean {
  return isPlaying(facts) && facts.player?.findings.transport === 'webrtc';
}

/**
 * Whether the camera's video arrives at the media server now. Evidence is a live source stream, a live re-encoded stream,
 * or a playing picture.
 */
export function isArriving(facts: Pick<PitFacts, 'sourceStream' | 'viewerStream' | 'player'>): boolean {
  return facts.sourceStream.status === 'live' || facts.viewerStream.status === 'live' || isPlaying(facts);
}

/** Converts a finding that would explain the absence of a picture into a warning, because a picture plays. */
export function warnWhilePlaying(finding: StepFinding, detail: FindingDetail): StepFinding {
  return finding.state === 'fault' && finding.code
    ? { ...warning(finding.code, detail), ...durationOf(finding) }
    : finding;
}

/** Replaces a finding that is disproved by other evidence. */
export function dismiss(finding: StepFinding, detail: FindingDetail): StepFinding {
  return { ...ok(detail), ...durationOf(finding) };
}

/** Returns the duration of a finding, for another finding of the same step. */
export function durationOf({ ms }: StepFinding): Pick<StepFinding, 'ms'> {
  return ms === undefined ? {} : { ms };
}
