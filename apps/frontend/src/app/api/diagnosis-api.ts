import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { Diagnosis, PlayerFindings } from '@ppf/contracts';
import { firstValueFrom, fromEvent, takeUntil } from 'rxjs';
import { API_ROOT } from './api-root';

/** Troubleshooting of a pit. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class DiagnosisApi {
  private readonly http = inject(HttpClient);

  /** Reports the findings of this page's player. */
  reportFindings(pitId: number, findings: PlayerFindings): Promise<void> {
    return firstValueFrom(this.http.post<void>(`${API_ROOT}/pits/${pitId}/findings`, findings));
  }

  /** Checks each step from the camera to the picture. Takes up to 8 s. @returns null if aborted */
  diagnose(pitId: number, signal: AbortSignal): Promise<Diagnosis | null> {
    const found = this.http.get<Diagnosis>(`${API_ROOT}/pits/${pitId}/diagnosis`);
    return firstValueFrom(found.pipe(takeUntil(fromEvent(signal, 'abort'))), { defaultValue: null });
  }
}
