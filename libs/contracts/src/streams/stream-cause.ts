/**
 * Why there is no picture. `camera`: it gives the media server none. `media-server`: it does not answer, hung, or was
 * just restarted, and the camera's picture is not back yet.
 */
export const STREAM_CAUSES = ['camera', 'media-server'] as const;
export type StreamCause = (typeof STREAM_CAUSES)[number];

/** Of a piece of the timeline. `backend`: no backend observed, so that nothing is known. */
export const TIMELINE_CAUSES = [...STREAM_CAUSES, 'backend'] as const;
export type TimelineCause = (typeof TIMELINE_CAUSES)[number];
