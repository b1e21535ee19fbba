import type { RtspClientRules } from '@ppf/mediamtx';
import { parseGoBase64 } from './go-text';
import type { SdpAttribute, SdpDescription, SdpMedia } from './parse-description';
import { type FormatFault, validateFormat } from './validate-format';

/** Reason why a description is refused. */
export type DescriptionFault =
  /** `track`: from 1. `codec`: null where it has no name. */
  | {
      readonly kind: 'track';
      readonly track: number;
      readonly media: string;
      readonly codec: string | null;
      readonly reason: FormatFault;
    }
  | { readonly kind: 'session'; readonly reason: SessionFault };

/** Faults of a description as a whole. */
export type SessionFault = 'no-tracks' | 'track-names' | 'error-correction' | 'key-management';

/** A track that the media server sets up. */
export interface SdpTrack {
  readonly media: SdpMedia;
  /** From 1, as in the description. */
  readonly track: number;
  readonly control: string;
  /** Only the camera would receive it (`a=sendonly`). */
  readonly isBackChannel: boolean;
}

/** The value of the first attribute of a name; null: there is none. */
export function attributeOf(attributes: readonly SdpAttribute[], name: string): string | null {
  return attributes.find((attribute) => attribute.name === name)?.value ?? null;
}

/** The first fault of a description by the rules of a release; null: it is accepted (gortsplib, `Session.Unmarshal`). */
export function validateDescription(
  { attributes, media }: SdpDescription,
  rules: RtspClientRules,
): DescriptionFault | null {
  const session = (reason: SessionFault): DescriptionFault => ({ kind: 'session', reason });
  if (!isKeyManagement(attributes, rules)) return session('key-management');
  if (media.length === 0) return session('no-tracks');
  const names = media.map((each) => attributeOf(each.attributes, 'mid') ?? '');
  for (const [at, each] of media.entries()) {
    const fault = trackFault(each, rules);
    if (fault !== null) return { kind: 'track', track: at + 1, media: each.kind, ...fault };
    const name = names[at] ?? '';
    if (name !== '' && names.indexOf(name) !== at) return session('track-names');
  }
  if (names.includes('') && names.some((name) => name !== '')) return session('track-names');
  return attributes.every((attribute) => isGroup(attribute, names)) ? null : session('error-correction');
}

/** The tracks in the order in which they are set up. */
export function tracksOf({ media }: SdpDescription, rules: RtspClientRules): readonly SdpTrack[] {
  const marked = media.map(({ attributes }) => attributes.some(({ name }) => name === 'sendonly'));
  const isMarkedInVain = rules.ignoresBackChannelOnAllTracks && marked.every(Boolean);
  return media.map((each, at) => ({
    media: each,
    track: at + 1,
    control: attributeOf(each.attributes, 'control') ?? '',
    isBackChannel: marked[at] === true && !isMarkedInVain,
  }));
}

function trackFault(
  media: SdpMedia,
  rules: RtspClientRules,
): { readonly codec: string | null; readonly reason: FormatFault } | null {
  const name = Buffer.from(attributeOf(media.attributes, 'mid') ?? '', 'latin1').toString('utf8');
  if (!/^[\p{L}\p{N}]*$/u.test(name)) return { codec: null, reason: 'track-name' };
  if (!isKeyManagement(media.attributes, rules)) return { codec: null, reason: 'key-management' };
  for (const format of media.formats) {
    const fault = validateFormat(media, format, rules);
    if (fault !== null) return fault;
  }
  return null;
}

// The data itself is MIKEY (RFC 3830), which cameras with encrypted media send only over TLS.
function isKeyManagement(
  attributes: readonly SdpAttribute[],
  { readsKeyManagement }: RtspClientRules,
): boolean {
  const value = attributeOf(attributes, 'key-mgmt') ?? '';
  if (value === '' || !readsKeyManagement) return true;
  return value.startsWith('mikey ') && parseGoBase64(value.slice('mikey '.length)) !== null;
}

function isGroup({ name, value }: SdpAttribute, names: readonly string[]): boolean {
  if (name !== 'group' || !value.startsWith('FEC ')) return true;
  return value
    .slice('FEC '.length)
    .split(' ')
    .every((each) => names.includes(each));
}
