import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type {
  Camera,
  CameraDiscovery,
  CameraImport,
  CameraPresetList,
  CameraStreams,
  CameraTest,
  CameraUsage,
  FindCameraStreamsRequest,
  ImportCamerasRequest,
  PublishKey,
  PutCameraRequest,
  TestCameraRequest,
} from '@ppf/contracts';
import { firstValueFrom, fromEvent, takeUntil } from 'rxjs';
import { API_ROOT } from './api-root';

/** Cameras of pits. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class CamerasApi {
  private readonly http = inject(HttpClient);

  /** Presets of camera brands. */
  presets(): HttpResourceRef<CameraPresetList | undefined> {
    return httpResource<CameraPresetList>(() => `${API_ROOT}/camera-presets`);
  }

  /** Replaces the complete camera of a pit. */
  put(pitId: number, request: PutCameraRequest): Promise<Camera> {
    return firstValueFrom(this.http.put<Camera>(`${API_ROOT}/pits/${pitId}/camera`, request));
  }

  /** Pauses or resumes a pit's camera. */
  setPaused(pitId: number, paused: boolean): Promise<Camera> {
    return firstValueFrom(this.http.patch<Camera>(`${API_ROOT}/pits/${pitId}/camera`, { paused }));
  }

  /** Removes the camera. */
  delete(pitId: number): Promise<void> {
    return firstValueFrom(this.http.delete<void>(`${API_ROOT}/pits/${pitId}/camera`));
  }

  /** Viewers and recordings that a removal of the camera affects. */
  usage(pitId: number): Promise<CameraUsage> {
    return firstValueFrom(this.http.get<CameraUsage>(`${API_ROOT}/pits/${pitId}/camera/usage`));
  }

  /** Tests the pit's camera, or the one in the request. Takes up to 15 s. @returns null if aborted */
  test(pitId: number, request: TestCameraRequest, signal: AbortSignal): Promise<CameraTest | null> {
    const tested = this.http.post<CameraTest>(`${API_ROOT}/pits/${pitId}/camera/test`, request);
    return firstValueFrom(tested.pipe(takeUntil(fromEvent(signal, 'abort'))), { defaultValue: null });
  }

  /** Creates a publish key, which is returned once. The previous key becomes invalid. */
  createPublishKey(pitId: number): Promise<PublishKey> {
    return firstValueFrom(this.http.post<PublishKey>(`${API_ROOT}/pits/${pitId}/publish-key`, null));
  }

  /** Discovers cameras in the server's network. Takes about 4 s. */
  discover(workshopId: number): Promise<CameraDiscovery> {
    return firstValueFrom(
      this.http.post<CameraDiscovery>(`${API_ROOT}/workshops/${workshopId}/camera-discovery`, null),
    );
  }

  /** Requests a page of a camera's streams. Takes up to 20 s. @returns null if aborted */
  streams(
    workshopId: number,
    request: FindCameraStreamsRequest,
    signal: AbortSignal,
  ): Promise<CameraStreams | null> {
    const url = `${API_ROOT}/workshops/${workshopId}/camera-streams`;
    const found = this.http.post<CameraStreams>(url, request);
    return firstValueFrom(found.pipe(takeUntil(fromEvent(signal, 'abort'))), { defaultValue: null });
  }

  /** Validates or imports a table of pits and cameras. */
  import(workshopId: number, request: ImportCamerasRequest): Promise<CameraImport> {
    return firstValueFrom(
      this.http.post<CameraImport>(`${API_ROOT}/workshops/${workshopId}/cameras/import`, request),
    );
  }
}
