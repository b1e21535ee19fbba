/**
 * Cause of missing video. `camera`: it sends none. `media-server`: it does not respond, hung, or was just restarted, and the
 * camera's video is not back yet.
 */
export const STREAM_CAUSES = ['camera', 'media-server'] as const;
export type StreamCause = (typeof STREAM_CAUSES)[number];

/** Cause of a timeline segment. `backend`: no backend polled, so that the state is unknown. */
export const TIMELINE_CAUSES = [...STREAM_CAUSES, 'backend'] as const;
export type TimelineCause = (typeof TIMELINE_CAUSES)[number];
