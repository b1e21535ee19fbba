/** The release that is stood in for. */
export const VERSION = 'v1.20.1';
