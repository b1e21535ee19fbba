import { Injectable } from '@nestjs/common';
import { type LiveStreamList, type PageQuery, type PitStream } from '@ppf/contracts';
import { canReach, type Principal } from '../../auth';
import { StreamStatusStore } from '../../media-servers';
import { pageOf, readPage } from '../../platform/http/paging';
import { AccessIndex } from './access-index';

/** Lists the streams that exist now, of the pits that the user may see. */
@Injectable()
export class ListLiveStreams {
  constructor(
    private readonly index: AccessIndex,
    private readonly board: StreamStatusStore,
  ) {}

  /** @throws DomainError `validation-failed` for an invalid cursor. */
  list(principal: Principal, query: PageQuery): LiveStreamList {
    const page = readPage(query);
    const live = this.index
      .pitsOf(principal.workshopId)
      .filter((pit) => pit.pitId > page.after && canReach(principal, pit) && exists(this.board.of(pit.path)));
    return pageOf(
      live.slice(0, page.limit + 1),
      page,
      ({ pitId }) => pitId,
      ({ pitId, workshopId, path }) => ({
        pit_id: pitId,
        workshop_id: workshopId,
        path,
        stream: this.board.of(path),
      }),
    );
  }
}

/** A stalled stream still exists: its viewers see a frozen picture. */
function exists({ status }: PitStream): boolean {
  return status === 'live' || status === 'stalled';
}
