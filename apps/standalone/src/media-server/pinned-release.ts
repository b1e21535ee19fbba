/** A release of MediaMTX that may be fetched. */
export interface MediaServerRelease {
  readonly version: string;
  /** SHA-256 of the archive by `platform-arch` of Node. Others get none. */
  readonly archives: Readonly<Record<string, { readonly file: string; readonly sha256: string }>>;
}

/** The one that is fetched where there is none. Sums: MediaMTX contract §11. */
export const PINNED_RELEASE: MediaServerRelease = {
  version: 'v1.21.1',
  archives: {
    'linux-x64': {
      file: 'mediamtx_v1.21.1_linux_amd64.tar.gz',
      sha256: '653abc672a3e693f8d3b2717752492fdcfb8072291ec108d03d3dd857411b0ee',
    },
    'linux-arm64': {
      file: 'mediamtx_v1.21.1_linux_arm64.tar.gz',
      sha256: '6a3aa635fb60ea9b8d566ec306f0a42ff1b6b52a3942bc2baffbe55880d4c3dd',
    },
    'darwin-x64': {
      file: 'mediamtx_v1.21.1_darwin_amd64.tar.gz',
      sha256: 'be403a36d2225668ea695cbd2c784109bc23ef9a32f886837e43c920b6818813',
    },
    'darwin-arm64': {
      file: 'mediamtx_v1.21.1_darwin_arm64.tar.gz',
      sha256: '25e20ed41611f1f3103b8359585210b29b11b69fa0d9e11bd11b92f7bbcb42ef',
    },
  },
};
