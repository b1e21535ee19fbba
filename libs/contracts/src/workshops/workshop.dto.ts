/** A tenant: one workshop with its pits and members. */
export class Workshop {
  id: number;

  name: string;

  /**
   * Networks of the workshop's cameras: ranges such as `192.168.2.0/24`, or the word `public` for every public address, within
   * CAMERA_NETWORKS. Null: all networks of CAMERA_NETWORKS.
   */
  camera_networks: string[] | null;

  /** Whether it is the sample workshop of the first start. */
  is_sample: boolean;

  /** ISO 8601 UTC. */
  created_at: string;
}
