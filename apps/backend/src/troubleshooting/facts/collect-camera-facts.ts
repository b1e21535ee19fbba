import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { pathOf } from '@ppf/mediamtx';
import { Repository } from 'typeorm';
import type { Principal } from '../../auth';
import { StreamStatusStore } from '../../media-servers';
import { ReadPitHistory } from '../../media';
import { arrivalPathOf, CameraEntity, type PitEntity, TestPitCamera, toCameraNotApplied } from '../../pits';
import { DomainError } from '../../platform/problems/domain-error';
import { withTimeout } from './with-timeout';
import type { PitFacts, TestFacts } from './pit-facts';

/** The camera's test is over by then. */
const TEST_MS = 7000;
const AN_HOUR_MS = 3_600_000;

/** What is known of a pit's camera, with its publish key's hash to find the key by. */
export type CollectedCameraFacts = Pick<
  PitFacts,
  'camera' | 'test' | 'sourceStream' | 'viewerStream' | 'outages'
> & {
  readonly publishKeyHash: Uint8Array | null;
};

/** Finds out about a pit's camera: how it is set up, whether it can be watched, and what arrives of it. */
@Injectable()
export class CollectCameraFacts {
  constructor(
    @InjectRepository(CameraEntity) private readonly cameras: Repository<CameraEntity>,
    private readonly testPitCamera: TestPitCamera,
    private readonly board: StreamStatusStore,
    private readonly history: ReadPitHistory,
  ) {}

  /** @param signal Ends a test that goes on. */
  async collect(
    principal: Principal,
    pit: PitEntity,
    at: Date,
    signal: AbortSignal,
  ): Promise<CollectedCameraFacts> {
    const saved = await this.cameras.findOneBy({ pitId: pit.id });
    const [test, outages] = await Promise.all([
      saved?.kind === 'pull' && !saved.paused ? this.test(principal, pit, signal) : NOT_ASKED,
      this.outages(pit, at),
    ]);
    const path = pathOf(pit.workshopId, pit.number);
    const arrivesAt = saved ? arrivalPathOf(pit, saved) : path;
    return {
      camera: saved && {
        kind: saved.kind,
        paused: saved.paused,
        pauseReason: saved.paused ? saved.pauseReason : null,
        notApplied: notAppliedSentence(saved),
        onDemand: saved.onDemand,
        transcode: saved.transcode,
        canPublish: saved.publishKeyHash !== null || saved.allowList.length > 0,
      },
      publishKeyHash: saved?.publishKeyHash ?? null,
      test,
      // Asked for last: what the media server tells while the camera is tested counts.
      viewerStream: this.board.of(path),
      sourceStream: this.board.of(arrivesAt),
      outages,
    };
  }

  private async test(principal: Principal, pit: PitEntity, signal: AbortSignal): Promise<TestFacts> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TEST_MS + 500)]);
    try {
      const test = await this.testPitCamera.test(principal, pit, {}, limit, { withinMs: TEST_MS });
      return { kind: 'done', test };
    } catch (failure) {
      signal.throwIfAborted();
      if (limit.aborted) return { kind: 'not-done', why: 'no-time' };
      if (failure instanceof DomainError && failure.code === 'too-many-requests')
        return { kind: 'not-done', why: 'busy' };
      // Deleted or changed meanwhile.
      if (failure instanceof DomainError) return NOT_ASKED;
      throw failure;
    }
  }

  private async outages(pit: PitEntity, at: Date): Promise<number | null> {
    const from = new Date(at.getTime() - AN_HOUR_MS).toISOString();
    const read = this.history.read(pit, { from, limit: 1 }).then((found) => found.outage_count);
    return withTimeout(read, TEST_MS, null);
  }
}

/** Where the camera's own test says more exactly what is wrong, that is said. */
function notAppliedSentence({ notApplied }: CameraEntity): string | null {
  if (notApplied === 'name-not-found' || notApplied === 'address-not-allowed') return null;
  return toCameraNotApplied(notApplied)?.sentence ?? null;
}

const NOT_ASKED: TestFacts = { kind: 'not-done', why: 'not-asked' };
