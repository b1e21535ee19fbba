import path from 'node:path';

/** The folder of the whole workspace, above apps/standalone/{src,dist}. */
const ROOT = path.resolve(__dirname, '../../..');

/** What standalone starts. These projects never import one another: they meet as processes. */
export const WORKSPACE = {
  backend: path.join(ROOT, 'apps/backend/dist/main.js'),
  backendCommands: path.join(ROOT, 'apps/backend/dist/cli/main.js'),
  dashboard: path.join(ROOT, 'dist/apps/frontend/browser'),
  simulator: path.join(ROOT, 'libs/mediamtx-simulator/dist/main.js'),
  sampleCameras: path.join(ROOT, 'libs/sample-cameras/dist/main.js'),
  endWithParent: path.join(ROOT, 'apps/standalone/dist/processes/end-with-parent.js'),
} as const;
