/** A release of MediaMTX that may be fetched. */
export interface MediaServerRelease {
  readonly version: string;
  /** SHA-256 of the archive by `platform-arch` of Node. Other platforms name a program by `MEDIAMTX_BIN`. */
  readonly archives: Readonly<Record<string, { readonly file: string; readonly sha256: string }>>;
}

/**
 * The release that is fetched where no MediaMTX is found: the newest one that the whole system suite has passed on.
 * Six independent public pins agree on these sums. No two agree for macOS, so none is fetched there.
 */
export const PINNED_RELEASE: MediaServerRelease = {
  version: 'v1.20.1',
  archives: {
    'linux-x64': {
      file: 'mediamtx_v1.20.1_linux_amd64.tar.gz',
      sha256: '81b143f55a5d23d4a8c028d52869c14ea4a59919900528698fcc97a747fd69c6',
    },
    'linux-arm64': {
      file: 'mediamtx_v1.20.1_linux_arm64.tar.gz',
      sha256: 'd1689f0bfefb1864e5ed3dcc8495eb2d7ec0a654f90bf3cd48980cb3bd08718a',
    },
  },
};
