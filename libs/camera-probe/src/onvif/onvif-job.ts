/** What is asked of an ONVIF worker. */
export type OnvifJob =
  | { readonly kind: 'discover'; readonly ms: number }
  | {
      readonly kind: 'streams';
      /** An address that was judged. */
      readonly host: string;
      readonly port: number;
      readonly user: string | null;
      readonly password: string | null;
      /** For one answer. */
      readonly requestMs: number;
    };

/** What a device said to a search; texts as it sent them. */
export interface SaidDevice {
  /** Where its answer came from. */
  readonly address: string;
  readonly xaddrs: string;
  readonly scopes: string;
}

/** What a camera said of one of its profiles; as it sent it. */
export interface SaidProfile {
  readonly name: string;
  readonly uri: string;
  readonly encoding: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly frameRate: number | null;
}

/** What a worker answers: one message a device, one for a camera's profiles, or why it could not ask. */
export type OnvifSaid =
  | { readonly kind: 'device'; readonly device: SaidDevice }
  | { readonly kind: 'profiles'; readonly profiles: readonly SaidProfile[] }
  | { readonly kind: 'failed'; readonly reason: 'unreachable' | 'wrong-password' | 'not-onvif' };
