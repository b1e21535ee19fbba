/** What the hook and the token know of a pit. */
export interface PitAccess {
  readonly pitId: number;
  readonly workshopId: number;
  /** MediaMTX's name for the pit's stream. */
  readonly path: string;
  /** Null: the pit has no camera. */
  readonly cameraKind: 'pull' | 'push' | null;
  /** Whether MediaMTX fetches the camera only while somebody watches. */
  readonly onDemand: boolean;
  /** SHA-256 of the publish key; null: none was made, or the camera does not push. */
  readonly publishKeyHash: Uint8Array | null;
}
