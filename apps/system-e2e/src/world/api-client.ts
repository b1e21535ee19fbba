import type {
  AccessTokenResponse,
  CameraTest,
  CameraUsage,
  CreateMediaServerRequest,
  CreateMemberRequest,
  Diagnosis,
  MediaServerDetails,
  MediaServerList,
  Pit,
  PitList,
  PlayerFindings,
  Problem,
  PublishKey,
  PutCameraRequest,
  RenewViewingResponse,
  StreamTokenResponse,
  SystemInfo,
  ViewingSession,
  ViewingSessionList,
  Workshop,
} from '@ppf/contracts';

/** Who signs in. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** An answer of the API that was not a success. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
    address: string,
  ) {
    super(`${address} answered ${status} ${problem.code ?? ''} ${problem.detail ?? ''}`);
  }
}

/** Our REST API as an integrator uses it. */
export class ApiClient {
  private constructor(
    private readonly origin: string,
    readonly accessToken: string,
  ) {}

  static async signIn(origin: string, credentials: Credentials): Promise<ApiClient> {
    const anonymous = new ApiClient(origin, '');
    const { access_token } = await anonymous.ask<AccessTokenResponse>('POST', '/auth/login', credentials);
    return new ApiClient(origin, access_token);
  }

  /** The same API with another bearer token. */
  with(accessToken: string): ApiClient {
    return new ApiClient(this.origin, accessToken);
  }

  createWorkshop(name: string): Promise<Workshop> {
    return this.ask('POST', '/workshops', { name });
  }

  createMember(workshopId: number, member: CreateMemberRequest): Promise<unknown> {
    return this.ask('POST', `/workshops/${workshopId}/members`, member);
  }

  createPit(workshopId: number, number: number): Promise<Pit> {
    return this.ask('POST', `/workshops/${workshopId}/pits`, { number });
  }

  deletePit(pitId: number): Promise<unknown> {
    return this.ask('DELETE', `/pits/${pitId}`);
  }

  putCamera(pitId: number, camera: PutCameraRequest): Promise<unknown> {
    return this.ask('PUT', `/pits/${pitId}/camera`, camera);
  }

  pauseCamera(pitId: number, paused: boolean): Promise<unknown> {
    return this.ask('PATCH', `/pits/${pitId}/camera`, { paused });
  }

  testCamera(pitId: number): Promise<CameraTest> {
    return this.ask('POST', `/pits/${pitId}/camera/test`, {});
  }

  cameraUsage(pitId: number): Promise<CameraUsage> {
    return this.ask('GET', `/pits/${pitId}/camera/usage`);
  }

  makePublishKey(pitId: number): Promise<PublishKey> {
    return this.ask('POST', `/pits/${pitId}/publish-key`, {});
  }

  pits(workshopId: number): Promise<PitList> {
    return this.ask('GET', `/workshops/${workshopId}/pits`);
  }

  pit(pitId: number): Promise<Pit> {
    return this.ask('GET', `/pits/${pitId}`);
  }

  /** @param renews The token before, to go on with its session. */
  streamToken(pitId: number, renews?: string): Promise<StreamTokenResponse> {
    return this.ask('POST', '/streams/token', { pit_id: pitId, ...(renews && { renews }) });
  }

  /** The newest viewing sessions of a pit. */
  viewingSessions(pitId: number, active: boolean): Promise<ViewingSessionList> {
    return this.ask('GET', `/streams/sessions?pit_id=${pitId}&active=${active}&limit=100`);
  }

  endViewing(id: number): Promise<ViewingSession> {
    return this.ask('POST', `/streams/sessions/${id}/revocation`);
  }

  renewViewings(jtis: string[]): Promise<RenewViewingResponse> {
    return this.ask('POST', '/streams/sessions/renewal', { jtis });
  }

  /** Says what a player sees, for a diagnosis. */
  tellFindings(pitId: number, findings: PlayerFindings): Promise<unknown> {
    return this.ask('POST', `/pits/${pitId}/findings`, findings);
  }

  diagnosis(pitId: number): Promise<Diagnosis> {
    return this.ask('GET', `/pits/${pitId}/diagnosis`);
  }

  mediaServers(): Promise<MediaServerList> {
    return this.ask('GET', '/media-servers');
  }

  addMediaServer(server: CreateMediaServerRequest): Promise<MediaServerDetails> {
    return this.ask('POST', '/media-servers', server);
  }

  system(): Promise<SystemInfo> {
    return this.ask('GET', '/system');
  }

  private async ask<T>(method: string, address: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.origin}/api/v1${address}`, {
      method,
      headers: {
        ...(this.accessToken && { authorization: `Bearer ${this.accessToken}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json().catch(() => ({}));
    if (!response.ok) throw new ApiProblem(response.status, answer as Partial<Problem>, address);
    return answer as T;
  }
}
