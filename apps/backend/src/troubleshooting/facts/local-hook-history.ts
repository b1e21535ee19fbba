import { Injectable } from '@nestjs/common';
import { rawPathOf, subPathOf, parsePath } from '@ppf/mediamtx';
import { PublishRefusals } from '../../pits';
import { AuthHookRecord, type LastDenial } from '../../streams';
import type { HookHistory } from './hook-history';

/** The auth hook history of this process. */
@Injectable()
export class LocalHookHistory {
  constructor(
    private readonly record: AuthHookRecord,
    private readonly refusals: PublishRefusals,
  ) {}

  /** Reads the history of a pit from memory. @param path MediaMTX's name of the pit's stream. */
  read(path: string, publishKeyHash: Uint8Array | null): HookHistory {
    const { lastCallAt, lastUnauthenticatedCallAt, strays } = this.record;
    const owner = parsePath(path);
    const paths = owner ? [path, subPathOf(path), rawPathOf(owner.workshopId, owner.pitNumber)] : [path];
    const denials = (action: 'publish' | 'read') =>
      newest(paths.flatMap((each) => this.record.lastDenialOn(each, action) ?? []));
    return {
      lastCallAt,
      lastUnauthenticatedCallAt,
      lastReadDenial: denials('read'),
      lastPublishDenial: denials('publish'),
      lastPublishDeniedAt: this.refusals.lastFor(path)?.at ?? null,
      strayPublish: (publishKeyHash && strays.of(publishKeyHash)) ?? null,
    };
  }
}

function newest(denials: readonly LastDenial[]): LastDenial | null {
  return denials.reduce<LastDenial | null>((last, each) => (last && last.at >= each.at ? last : each), null);
}
