import { countOf, type Fields, fieldsOf, instantOf, listOf, textOf } from './json-fields';

/** A track. All fields but the codec are null before v1.17.0, and when the track does not contain them. */
export interface Track {
  /** As MediaMTX writes it: `H264`, `MPEG-4 Audio`. */
  readonly codec: string;
  /** `Baseline`, `High 10`; AV1 and VP9 number theirs. */
  readonly profile: string | null;
  /** Pixels. */
  readonly width: number | null;
  /** Pixels. */
  readonly height: number | null;
}

/** A path at run time, alike for all releases (MediaMTX contract §4.1). */
export interface PathItem {
  readonly name: string;
  /** Name of the configuration that it runs on: its own, or a regular expression. */
  readonly confName: string;
  /** Whether a stream exists. `online` is not used: it is true for an unreachable camera too. */
  readonly ready: boolean;
  /** Since when the stream exists. */
  readonly readyTime: Date | null;
  /** In lower case, since releases differ (`webrtcSession`, `webRTCSession`); null for an idle path. */
  readonly sourceType: string | null;
  /** Id of the publishing session; empty for a pulled source. */
  readonly sourceId: string;
  readonly tracks: readonly Track[];
  /** Falls to zero when the stream ends. */
  readonly bytesReceived: number;
  /** Types in lower case; one `hlsmuxer` stands for all HLS viewers up to v1.17.1. */
  readonly readers: readonly { readonly type: string; readonly id: string }[];
}

/** Parses an item of `paths/list`; missing fields become empty. */
export function pathItemOf(value: unknown): PathItem {
  const item = fieldsOf(value);
  const source = item['source'] ? fieldsOf(item['source']) : null;
  const type = source ? textOf(source['type']).toLowerCase() : '';
  return {
    name: textOf(item['name']),
    confName: textOf(item['confName']),
    ready: item['ready'] === true || item['available'] === true,
    readyTime: instantOf(item['readyTime'] ?? item['availableTime']),
    sourceType: type === '' ? null : type,
    sourceId: source ? textOf(source['id']) : '',
    tracks: tracksOf(item),
    bytesReceived: countOf(item['inboundBytes'] ?? item['bytesReceived']),
    readers: listOf(item['readers']).map((reader) => ({
      type: textOf(fieldsOf(reader)['type']).toLowerCase(),
      id: textOf(fieldsOf(reader)['id']),
    })),
  };
}

/** `tracks` is deprecated since v1.17.0, which brought `tracks2`. */
function tracksOf(item: Fields): readonly Track[] {
  const now = listOf(item['tracks2']).map(trackOf);
  const old = listOf(item['tracks']).map((codec) => trackOf({ codec }));
  return (now.length > 0 ? now : old).filter(({ codec }) => codec !== '');
}

function trackOf(value: unknown): Track {
  const track = fieldsOf(value);
  const props = fieldsOf(track['codecProps']);
  return {
    codec: textOf(track['codec']),
    profile: profileOf(props['profile']),
    // Zero until the camera has sent its parameter sets.
    width: countOf(props['width']) || null,
    height: countOf(props['height']) || null,
  };
}

function profileOf(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : textOf(value) || null;
}
