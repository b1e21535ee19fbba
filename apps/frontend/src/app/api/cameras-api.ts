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

/** How pits get their video. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class CamerasApi {
  private readonly http = inject(HttpClient);

  /** What is known of brands of cameras. */
  presets(): HttpResourceRef<CameraPresetList | undefined> {
    return httpResource<CameraPresetList>(() => `${API_ROOT}/camera-presets`);
  }

  /** Sets a pit's camera, the whole of it. */
  put(pitId: number, request: PutCameraRequest): Promise<Camera> {
    return firstValueFrom(this.http.put<Camera>(`${API_ROOT}/pits/${pitId}/camera`, request));
  }

  /** Pauses or resumes a pit's camera. */
  setPaused(pitId: number, paused: boolean): Promise<Camera> {
    return firstValueFrom(this.http.patch<Camera>(`${API_ROOT}/pits/${pitId}/camera`, { paused }));
  }

  /** Takes the camera away. */
  delete(pitId: number): Promise<void> {
    return firstValueFrom(this.http.delete<void>(`${API_ROOT}/pits/${pitId}/camera`));
  }

  /** What ends when the camera does. */
  usage(pitId: number): Promise<CameraUsage> {
    return firstValueFrom(this.http.get<CameraUsage>(`${API_ROOT}/pits/${pitId}/camera/usage`));
  }

  /** Tests the pit's camera, or the one that is asked for; null when `signal` ended it. Takes up to 15 s. */
  test(pitId: number, request: TestCameraRequest, signal: AbortSignal): Promise<CameraTest | null> {
    const tested = this.http.post<CameraTest>(`${API_ROOT}/pits/${pitId}/camera/test`, request);
    return firstValueFrom(tested.pipe(takeUntil(fromEvent(signal, 'abort'))), { defaultValue: null });
  }

  /** A new publish key, told this once; the one before ends at once. */
  makePublishKey(pitId: number): Promise<PublishKey> {
    return firstValueFrom(this.http.post<PublishKey>(`${API_ROOT}/pits/${pitId}/publish-key`, null));
  }

  /** Looks for cameras in the server's own network. Takes about 4 s. */
  discover(workshopId: number): Promise<CameraDiscovery> {
    return firstValueFrom(
      this.http.post<CameraDiscovery>(`${API_ROOT}/workshops/${workshopId}/camera-discovery`, null),
    );
  }

  /** Asks a camera for a page of its streams; null when `signal` ended it. Takes up to 20 s. */
  streams(
    workshopId: number,
    request: FindCameraStreamsRequest,
    signal: AbortSignal,
  ): Promise<CameraStreams | null> {
    const url = `${API_ROOT}/workshops/${workshopId}/camera-streams`;
    const found = this.http.post<CameraStreams>(url, request);
    return firstValueFrom(found.pipe(takeUntil(fromEvent(signal, 'abort'))), { defaultValue: null });
  }

  /** Checks a table of pits and their cameras, or makes them. */
  import(workshopId: number, request: ImportCamerasRequest): Promise<CameraImport> {
    return firstValueFrom(
      this.http.post<CameraImport>(`${API_ROOT}/workshops/${workshopId}/cameras/import`, request),
    );
  }
}
