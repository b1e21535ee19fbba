import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type {
  Camera,
  CameraPresetList,
  CameraTest,
  CreatePitRequest,
  Pit,
  PitList,
  PublishKey,
  PutCameraRequest,
  TestCameraRequest,
  UpdatePitRequest,
} from '@ppf/contracts';
import { firstValueFrom, fromEvent, takeUntil } from 'rxjs';
import { API_ROOT } from './api-root';

/** Pits and their cameras. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class PitsApi {
  private readonly http = inject(HttpClient);

  /** The first hundred pits of a workshop, while `workshopId` gives one. */
  ofWorkshop(workshopId: () => number | undefined): HttpResourceRef<PitList | undefined> {
    return httpResource<PitList>(() =>
      workshopId() === undefined ? undefined : `${API_ROOT}/workshops/${workshopId()}/pits?limit=100`,
    );
  }

  /** One pit, while `id` gives one. */
  one(id: () => number | undefined): HttpResourceRef<Pit | undefined> {
    return httpResource<Pit>(() => (id() === undefined ? undefined : `${API_ROOT}/pits/${id()}`));
  }

  /** A new pit. */
  create(workshopId: number, request: CreatePitRequest): Promise<Pit> {
    return firstValueFrom(this.http.post<Pit>(`${API_ROOT}/workshops/${workshopId}/pits`, request));
  }

  /** Names a pit, or takes its name away. */
  update(id: number, request: UpdatePitRequest): Promise<Pit> {
    return firstValueFrom(this.http.patch<Pit>(`${API_ROOT}/pits/${id}`, request));
  }

  /** Deletes a pit with its camera. */
  delete(id: number): Promise<void> {
    return firstValueFrom(this.http.delete<void>(`${API_ROOT}/pits/${id}`));
  }

  /** Sets a pit's camera, the whole of it. */
  putCamera(id: number, request: PutCameraRequest): Promise<Camera> {
    return firstValueFrom(this.http.put<Camera>(`${API_ROOT}/pits/${id}/camera`, request));
  }

  /** Tests the pit's camera, or the one that is asked for; null when `signal` ended it. Takes up to 15 s. */
  testCamera(id: number, request: TestCameraRequest, signal: AbortSignal): Promise<CameraTest | null> {
    const tested = this.http.post<CameraTest>(`${API_ROOT}/pits/${id}/camera/test`, request);
    return firstValueFrom(tested.pipe(takeUntil(fromEvent(signal, 'abort'))), { defaultValue: null });
  }

  /** What is known of brands of cameras. */
  cameraPresets(): HttpResourceRef<CameraPresetList | undefined> {
    return httpResource<CameraPresetList>(() => `${API_ROOT}/camera-presets`);
  }

  /** Takes the camera away. */
  deleteCamera(id: number): Promise<void> {
    return firstValueFrom(this.http.delete<void>(`${API_ROOT}/pits/${id}/camera`));
  }

  /** A new publish key, told this once; the one before ends at once. */
  makePublishKey(id: number): Promise<PublishKey> {
    return firstValueFrom(this.http.post<PublishKey>(`${API_ROOT}/pits/${id}/publish-key`, null));
  }
}
