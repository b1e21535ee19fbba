import { childrenOf, findNode, numberAt, textAt, type XmlNode } from '../soap/xml-node';

/** A profile of a camera, as it describes it. */
export interface MediaProfile {
  /** Always text: `1.0` is not `1`. */
  readonly token: string;
  readonly name: string;
  /** Token of the video source: a recorder has one for each channel. Null: not declared. */
  readonly source: string | null;
  readonly encoding: string | null;
  /** Pixels. */
  readonly width: number | null;
  readonly height: number | null;
  /** Frames per second. */
  readonly frameRate: number | null;
}

/** Parses the response of GetProfiles of either media service; each token once, in the device's order. */
export function parseProfiles(answer: XmlNode | null): readonly MediaProfile[] {
  const profiles = childrenOf(answer, 'Profiles').flatMap(parseProfile);
  const seen = new Set<string>();
  return profiles.filter(({ token }) => !seen.has(token) && seen.add(token));
}

function parseProfile(profile: XmlNode): MediaProfile[] {
  const token = profile.attributes.get('token') ?? '';
  if (token === '') return [];
  // Media services 1 and 2 have different elements for them.
  const encoder =
    findNode(profile, 'VideoEncoderConfiguration') ?? findNode(profile, 'Configurations', 'VideoEncoder');
  const source =
    findNode(profile, 'VideoSourceConfiguration') ?? findNode(profile, 'Configurations', 'VideoSource');
  return [
    {
      ...{ token, name: textAt(profile, 'Name') },
      source: textAt(source, 'SourceToken') || null,
      encoding: textAt(encoder, 'Encoding') || null,
      width: numberAt(encoder, 'Resolution', 'Width'),
      height: numberAt(encoder, 'Resolution', 'Height'),
      frameRate: numberAt(encoder, 'RateControl', 'FrameRateLimit'),
    },
  ];
}
