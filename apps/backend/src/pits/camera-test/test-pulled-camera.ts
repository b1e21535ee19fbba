import { type CameraAddressGuard, findFfmpeg, type ProbeTarget, testCamera } from '@ppf/camera-probe';
import { Injectable } from '@nestjs/common';
import type { CameraTest, PitStreamName, TestCameraRequest } from '@ppf/contracts';
import { pathOf, rtspClientRulesOf } from '@ppf/mediamtx';
import { isDeepStrictEqual } from 'node:util';
import type { Principal } from '../../auth';
import { CamerasConfig } from '../../config/cameras.config';
import { MediaServerReleases, StreamStatusStore } from '../../media-servers';
import { DomainError } from '../../platform/problems/domain-error';
import { CameraAddressGuards, type WorkshopNetworks } from '../cameras/network/camera-address-guards';
import { CameraSource } from '../cameras/camera-source';
import type { PitEntity } from '../pit.entity';
import { arrivalPathOf } from './arrival-path';
import { waitForStreamReport, STREAM_REPORT_TIMEOUT_MS } from './wait-for-stream-report';
import { CameraTestLimiter } from './camera-test-limiter';
import { compareWithStream } from './compare-with-stream';
import type { CameraEntity } from '../cameras/camera.entity';
import { retainedPassword } from '../cameras/retained-password';
import { parseCameraRequest } from '../cameras/input/parse-camera-request';
import { toRedirectTarget } from '../cameras/network/redirect-target';
import { toCameraTestResponse } from './to-camera-test-response';
import { WorkshopCameraNetworks } from '../cameras/network/workshop-camera-networks';

/** Options of a test without a snapshot and with a short time limit. */
export interface QuickTest {
  /** Limit for the whole test, in milliseconds. */
  readonly withinMs: number;
}

/** The tested stream, and the guard of its address. */
interface Subject {
  readonly target: ProbeTarget;
  readonly transcode: boolean;
  readonly guard: CameraAddressGuard;
  /** The stream of the stored camera that is tested. Null: another camera is tested. */
  readonly saved: PitStreamName | null;
}

/** Tests a pulled camera of a pit, or settings for one, from this server. Stores nothing. */
@Injectable()
export class TestPulledCamera {
  private readonly limiter = new CameraTestLimiter();

  constructor(
    private readonly source: CameraSource,
    private readonly guards: CameraAddressGuards,
    private readonly workshopNetworks: WorkshopCameraNetworks,
    private readonly config: CamerasConfig,
    private readonly board: StreamStatusStore,
    private readonly releases: MediaServerReleases,
  ) {}

  /**
   * @param saved The pit's stored camera.
   * @param signal Ends the test.
   * @param quick Default: no time limit, with a snapshot.
   * @throws DomainError validation-failed, camera-not-found, camera-is-not-pull, sub-stream-not-found or
   *   too-many-requests; the signal's reason when it is aborted.
   */
  async test(
    principal: Principal,
    pit: PitEntity,
    saved: CameraEntity | null,
    request: TestCameraRequest,
    signal: AbortSignal,
    quick?: QuickTest,
  ): Promise<CameraTest> {
    const startMs = performance.now();
    const { target, guard, transcode, ...subject } = await this.subject(principal, pit.id, saved, request);
    const tested = { userId: principal.id, workshopId: pit.workshopId, pitId: pit.id };
    const result = await this.limiter.run(tested, async () => {
      const ffmpeg = quick ? null : await findFfmpeg(this.config.programFolders ?? undefined);
      const limits = quick ? { limits: { totalMs: quick.withinMs } } : {};
      const rules = rtspClientRulesOf(this.releases.ofWorkshop(pit.workshopId));
      return testCamera(target, { guard, signal, ffmpeg, rules, ...limits });
    });
    const redirected_to = await toRedirectTarget(result.redirectedTo, guard);
    const test = { ...toCameraTestResponse(result, transcode), redirected_to };
    if (!saved || !subject.saved || test.ok) return test;
    const arrival = arrivalPathOf(pit, saved, subject.saved);
    const leftMs =
      Math.min(STREAM_REPORT_TIMEOUT_MS, quick?.withinMs ?? Infinity) - (performance.now() - startMs);
    await waitForStreamReport(this.board, arrival, leftMs, signal);
    const shown = this.board.of(pathOf(pit.workshopId, pit.number, subject.saved));
    const camera = { feed: saved.feed, transcode: saved.transcode && subject.saved === 'main' };
    return compareWithStream(test, { camera, arriving: this.board.of(arrival), shown });
  }

  private async subject(
    principal: Principal,
    pitId: number,
    saved: CameraEntity | null,
    { stream, ...request }: TestCameraRequest,
  ): Promise<Subject> {
    const { networks, workshopId } = await this.workshopNetworks.ofPit(pitId);
    if (isAsSaved(request)) return this.savedSubject(saved, stream ?? 'main', networks, workshopId);
    const input = parseCameraRequest({ ...request, kind: request.kind ?? 'pull' });
    if (input.kind === 'push') throw new DomainError('camera-is-not-pull');
    const path = stream === 'sub' ? input.subPath : input.path;
    if (path === null) throw new DomainError('sub-stream-not-found');
    const password = input.isPasswordGiven
      ? input.password
      : this.source.passwordOf(pitId, retainedPassword(saved, input));
    const tls = input.tls ? { fingerprint: input.tlsFingerprint } : null;
    const guard = this.guards.guardFor(principal, networks);
    const target = { ...input, path, password, tls };
    const isSaved = saved?.kind === 'pull' && this.isStreamOf(saved, stream ?? 'main', target);
    return { target, transcode: input.transcode, guard, saved: isSaved ? (stream ?? 'main') : null };
  }

  /** Whether the test connects as the media server does for the stored camera. */
  private isStreamOf(saved: CameraEntity, stream: PitStreamName, target: ProbeTarget): boolean {
    if (stream === 'sub' && !saved.sub) return false;
    const { feed, host, port, path, user, password, tls } = this.source.addressOf(saved, stream);
    const isSameTls = tls === ((target.tls ?? null) !== null);
    return (
      isSameTls &&
      isDeepStrictEqual(
        [feed, host, port, path, user, password, saved.transport ?? 'tcp'],
        [target.feed, target.host, target.port, target.path, target.user, target.password, target.transport],
      )
    );
  }

  private savedSubject(
    saved: CameraEntity | null,
    stream: PitStreamName,
    networks: WorkshopNetworks,
    workshopId: number,
  ): Subject {
    if (!saved) throw new DomainError('camera-not-found');
    if (saved.kind === 'push') throw new DomainError('camera-is-not-pull');
    if (stream === 'sub' && !saved.sub) throw new DomainError('sub-stream-not-found');
    const address = this.source.addressOf(saved, stream);
    const tls = address.tls ? { fingerprint: saved.tlsFingerprint } : null;
    const guard = this.guards.guardsForSaved().of(address.host, networks, workshopId);
    const transcode = saved.transcode && stream === 'main';
    const target = { ...address, tls, transport: saved.transport ?? 'tcp' };
    return { target, transcode, guard, saved: stream };
  }
}

/** Whether a request contains no field of a camera, so that the stored camera is tested. */
export function isAsSaved({ stream: _, ...fields }: TestCameraRequest): boolean {
  return Object.values(fields).every((value) => value === undefined || value === null);
}
