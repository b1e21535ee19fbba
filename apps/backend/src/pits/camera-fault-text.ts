import {
  type AddressRefusal,
  type FaultDetail,
  type ProbeFaultCode,
  severityOf,
  type SnapshotGap,
  type StreamsFault,
  type StreamsNotice,
} from '@ppf/camera-probe';
import type { Message } from '../platform/messages/message-catalog';
import { message } from './camera-fault-messages';

/** Texts of a fault, for the owner of a workshop. */
export interface FaultText {
  /** The fault, in one sentence. */
  readonly sentence: string;
  /** What to do. */
  readonly fix: string;
}

/** A fault of a camera test. */
export interface CameraFault {
  readonly code: ProbeFaultCode;
  readonly refusal?: AddressRefusal | null;
  readonly detail?: FaultDetail | null;
}

/** Returns a fault of a camera test with its severity and the texts of its particular case. */
export function toCameraFault({ code, refusal = null, detail = null }: CameraFault) {
  const general = { sentence: message(`fault.${code}.sentence`), fix: message(`fault.${code}.fix`) };
  const particular = detail === null ? {} : detailMessages(detail);
  const { sentence, fix } = { ...general, ...particular };
  const texts = refusal === null ? { sentence: sentence.text(), fix: fix.text() } : refusalText(refusal);
  return { code, severity: severityOf(code), ...texts };
}

/** Texts of an address that is not allowed for cameras. */
export function refusalText(reason: AddressRefusal): FaultText {
  return {
    sentence: message(`refusal.${reason}.sentence`).text(),
    fix: message(`refusal.${reason}.fix`).text(),
  };
}

/** Returns why the streams of a camera are unknown. */
export function toStreamsFault(code: StreamsFault) {
  return {
    code,
    sentence: message(`streams.${code}.sentence`).text(),
    fix: message(`streams.${code}.fix`).text(),
  };
}

/** Returns a notice about a camera that lists its streams. */
export function toStreamsNotice({ code, aheadMs }: StreamsNotice) {
  const values = { direction: aheadMs > 0 ? 'ahead' : 'behind', difference: durationText(Math.abs(aheadMs)) };
  return {
    code,
    sentence: message('streams.camera-clock.sentence', values).text(),
    fix: message('streams.camera-clock.fix').text(),
  };
}

/** Returns why a camera test has no snapshot. */
export function toSnapshotGap(code: SnapshotGap) {
  return { code, sentence: message(`snapshot.${code}`).text() };
}

function durationText(ms: number): string {
  const total = Math.round(ms / 60_000);
  const [days, hours, minutes] = [Math.floor(total / 1440), Math.floor(total / 60), total % 60];
  if (days > 0) return message('duration.days', { days }).text();
  return (
    hours > 0 ? message('duration.hours', { hours, minutes }) : message('duration.minutes', { minutes })
  ).text();
}

function detailMessages(detail: FaultDetail): { readonly sentence: Message; readonly fix?: Message } {
  switch (detail.code) {
    case 'session': {
      const reason = message(`reason.session.${detail.reason}`).text();
      return { sentence: message('detail.session.sentence', { reason }) };
    }
    case 'line': {
      const { line, key } = detail;
      return { sentence: message('detail.line.sentence', { line, key: key ?? 'none' }) };
    }
    case 'track-format': {
      const { track, kind, codec } = detail;
      const reason = message(`reason.track.${detail.reason}`).text();
      const values = { track, kind, reason, codec: codec ?? 'none' };
      return {
        sentence: message('detail.track-format.sentence', values),
        fix: message('detail.track.fix', { kind }),
      };
    }
    case 'track-address':
    case 'track-refused': {
      const { track, kind } = detail;
      return {
        sentence: message(`detail.${detail.code}.sentence`, { track, kind }),
        fix: message('detail.track.fix', { kind }),
      };
    }
    case 'back-channel':
      return {
        sentence: message('detail.back-channel.sentence', { track: detail.track }),
        fix: message('detail.back-channel.fix'),
      };
    case 'header':
      return { sentence: message('detail.header.sentence', { header: detail.header }) };
    case 'negative-serial':
      return {
        sentence: message('detail.negative-serial.sentence'),
        fix: message('detail.negative-serial.fix'),
      };
    default:
      return { sentence: message(`detail.${detail.code}.sentence`) };
  }
}
