import type { PitFacts, ServerSideFacts } from '../facts/pit-facts';
import { ok, type StepFinding, warning } from './step-finding';

/** A player that reported so long ago still counts: it reports just before it asks, and a diagnosis takes 8 s. */
const PLAYING_FOR_MS = 15_000;

type PlayerFacts = Pick<ServerSideFacts, 'player' | 'viewerStream'>;

/** Whether the caller's player shows a picture now. What the media server reports of the stream must not contradict it. */
export function isPlaying({ player, viewerStream }: PlayerFacts): boolean {
  const isLive = player?.findings.state === 'live' && player.ageMs <= PLAYING_FOR_MS;
  return isLive && viewerStream?.status !== 'offline' && viewerStream?.status !== 'stalled';
}

/** Whether the picture comes by WebRTC now. */
export function isPlayingOverWebrtc(facts: PlayerFacts): boolean {
  return isPlaying(facts) && facts.player?.findings.transport === 'webrtc';
}

/**
 * Whether video of the camera arrives at the media server now: by what the media server reports, by a transcoded
 * stream, which needs it, or by a picture that plays.
 */
export function isArriving(facts: Pick<PitFacts, 'sourceStream' | 'viewerStream' | 'player'>): boolean {
  return facts.sourceStream.status === 'live' || facts.viewerStream.status === 'live' || isPlaying(facts);
}

/** What is left of a finding while a picture plays that it would explain the absence of: a warning. */
export function warnWhilePlaying(finding: StepFinding, detail: string): StepFinding {
  return finding.state === 'fault' && finding.code
    ? { ...warning(finding.code, detail), ...durationOf(finding) }
    : finding;
}

/** What is left of a finding that a picture disproves. */
export function dismiss(finding: StepFinding, detail: string): StepFinding {
  return { ...ok(detail), ...durationOf(finding) };
}

/** How long finding something out took, for another finding of the same step. */
export function durationOf({ ms }: StepFinding): Pick<StepFinding, 'ms'> {
  return ms === undefined ? {} : { ms };
}
