import path from 'node:path';

/** Folder of the workspace, above apps/standalone/{src,dist}. */
const ROOT = path.resolve(__dirname, '../../..');

/** Programs that standalone starts. It runs them as processes and does not import them. */
export const WORKSPACE = {
  backend: path.join(ROOT, 'apps/backend/dist/main.js'),
  backendCommands: path.join(ROOT, 'apps/backend/dist/cli/main.js'),
  dashboard: path.join(ROOT, 'dist/apps/frontend/browser'),
  mediaAgent: path.join(ROOT, 'apps/media-agent/dist/main.js'),
  simulator: path.join(ROOT, 'libs/mediamtx-simulator/dist/main.js'),
  sampleCameras: path.join(ROOT, 'libs/sample-cameras/dist/main.js'),
  endWithParent: path.join(ROOT, 'apps/standalone/dist/processes/end-with-parent.js'),
} as const;
