import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { Diagnosis, PlayerFindings } from '@ppf/contracts';
import { firstValueFrom, fromEvent, takeUntil } from 'rxjs';
import { API_ROOT } from './api-root';

/** What is wrong with a pit's picture. Every method throws `ProblemError`. */
@Injectable({ providedIn: 'root' })
export class DiagnosisApi {
  private readonly http = inject(HttpClient);

  /** Tells what this page's player sees. */
  tell(pitId: number, findings: PlayerFindings): Promise<void> {
    return firstValueFrom(this.http.post<void>(`${API_ROOT}/pits/${pitId}/findings`, findings));
  }

  /** Walks the chain from the camera to the picture; null when `signal` ended it. Takes up to 8 s. */
  diagnose(pitId: number, signal: AbortSignal): Promise<Diagnosis | null> {
    const found = this.http.get<Diagnosis>(`${API_ROOT}/pits/${pitId}/diagnosis`);
    return firstValueFrom(found.pipe(takeUntil(fromEvent(signal, 'abort'))), { defaultValue: null });
  }
}
