import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { pathOf } from '@ppf/mediamtx';
import { Repository } from 'typeorm';
import type { Principal } from '../../auth';
import { StreamStatusStore } from '../../media-servers';
import { ReadPitHistory } from '../../media';
import { arrivalPathOf, CameraEntity, type PitEntity, TestPitCamera, toCameraNotApplied } from '../../pits';
import { DomainError } from '../../platform/problems/domain-error';
import { withDeadline } from '../../platform/scheduling/with-deadline';
import type { PitFacts, TestFacts } from './pit-facts';

/** Timeout of the camera test. */
const TEST_TIMEOUT_MS = 7000;
const HOUR_MS = 3_600_000;

/** The facts about a pit's camera, with the hash of its publish key for the hook history. */
export type CollectedCameraFacts = Pick<
  PitFacts,
  'camera' | 'test' | 'sourceStream' | 'viewerStream' | 'outages'
> & {
  readonly publishKeyHash: Uint8Array | null;
};

/** Collects the facts about a pit's camera: settings, camera test, stream status and outages. */
@Injectable()
export class CollectCameraFacts {
  constructor(
    @InjectRepository(CameraEntity) private readonly cameras: Repository<CameraEntity>,
    private readonly testPitCamera: TestPitCamera,
    private readonly board: StreamStatusStore,
    private readonly history: ReadPitHistory,
  ) {}

  /** @param signal Aborts the camera test. */
  async collect(
    principal: Principal,
    pit: PitEntity,
    at: Date,
    signal: AbortSignal,
  ): Promise<CollectedCameraFacts> {
    const saved = await this.cameras.findOneBy({ pitId: pit.id });
    const [test, outages] = await Promise.all([
      saved?.kind === 'pull' && !saved.paused ? this.test(principal, pit, signal) : NOT_TESTED,
      this.outages(pit, at),
    ]);
    const path = pathOf(pit.workshopId, pit.number);
    const sourcePath = saved ? arrivalPathOf(pit, saved) : path;
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
      // Read last, because the stream status may change during the camera test.
      viewerStream: this.board.of(path),
      sourceStream: this.board.of(sourcePath),
      outages,
    };
  }

  private async test(principal: Principal, pit: PitEntity, signal: AbortSignal): Promise<TestFacts> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TEST_TIMEOUT_MS + 500)]);
    try {
      const test = await this.testPitCamera.test(principal, pit, {}, limit, { withinMs: TEST_TIMEOUT_MS });
      return { kind: 'done', test };
    } catch (failure) {
      signal.throwIfAborted();
      if (limit.aborted) return { kind: 'not-done', why: 'no-time' };
      if (failure instanceof DomainError && failure.code === 'too-many-requests')
        return { kind: 'not-done', why: 'busy' };
      // The camera was deleted or changed in the meantime.
      if (failure instanceof DomainError) return NOT_TESTED;
      throw failure;
    }
  }

  private async outages(pit: PitEntity, at: Date): Promise<number | null> {
    const from = new Date(at.getTime() - HOUR_MS).toISOString();
    const read = this.history.read(pit, { from, limit: 1 }).then((found) => found.outage_count);
    return withDeadline(read, TEST_TIMEOUT_MS, () => null);
  }
}

/** Returns why the settings were not applied; null if the camera test has a more specific finding, or they were applied. */
function notAppliedSentence({ notApplied }: CameraEntity): string | null {
  if (notApplied === 'name-not-found' || notApplied === 'address-not-allowed') return null;
  return toCameraNotApplied(notApplied)?.sentence ?? null;
}

const NOT_TESTED: TestFacts = { kind: 'not-done', why: 'not-asked' };
