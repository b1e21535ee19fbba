import { access, constants } from 'node:fs/promises';
import path from 'node:path';

/** Path of FFmpeg in a PATH variable; null: not found. Relative folders in the PATH are skipped. */
export async function findFfmpeg(pathVariable: string | undefined): Promise<string | null> {
  const folders = (pathVariable ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  for (const folder of folders) {
    const file = path.join(folder, name);
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return null;
}
