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

/** Email and password of an account. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** An error response of the API. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: Partial<Problem>,
    address: string,
  ) {
    super(`${address} returned ${status} ${problem.code ?? ''} ${problem.detail ?? ''}`);
  }
}

/** Client of the REST API, as integrators use it. */
export class ApiClient {
  private constructor(
    private readonly origin: string,
    readonly accessToken: string,
  ) {}

  static async signIn(origin: string, credentials: Credentials): Promise<ApiClient> {
    const anonymous = new ApiClient(origin, '');
    const { access_token } = await anonymous.request<AccessTokenResponse>('POST', '/auth/login', credentials);
    return new ApiClient(origin, access_token);
  }

  /** The same API with another bearer token. */
  with(accessToken: string): ApiClient {
    return new ApiClient(this.origin, accessToken);
  }

  createWorkshop(name: string): Promise<Workshop> {
    return this.request('POST', '/workshops', { name });
  }

  createMember(workshopId: number, member: CreateMemberRequest): Promise<unknown> {
    return this.request('POST', `/workshops/${workshopId}/members`, member);
  }

  createPit(workshopId: number, number: number): Promise<Pit> {
    return this.request('POST', `/workshops/${workshopId}/pits`, { number });
  }

  deletePit(pitId: number): Promise<unknown> {
    return this.request('DELETE', `/pits/${pitId}`);
  }

  putCamera(pitId: number, camera: PutCameraRequest): Promise<unknown> {
    return this.request('PUT', `/pits/${pitId}/camera`, camera);
  }

  pauseCamera(pitId: number, paused: boolean): Promise<unknown> {
    return this.request('PATCH', `/pits/${pitId}/camera`, { paused });
  }

  testCamera(pitId: number): Promise<CameraTest> {
    return this.request('POST', `/pits/${pitId}/camera/test`, {});
  }

  cameraUsage(pitId: number): Promise<CameraUsage> {
    return this.request('GET', `/pits/${pitId}/camera/usage`);
  }

  makePublishKey(pitId: number): Promise<PublishKey> {
    return this.request('POST', `/pits/${pitId}/publish-key`, {});
  }

  pits(workshopId: number): Promise<PitList> {
    return this.request('GET', `/workshops/${workshopId}/pits`);
  }

  pit(pitId: number): Promise<Pit> {
    return this.request('GET', `/pits/${pitId}`);
  }

  /** @param renews The previous token, to continue its session. */
  streamToken(pitId: number, renews?: string): Promise<StreamTokenResponse> {
    return this.request('POST', '/streams/token', { pit_id: pitId, ...(renews && { renews }) });
  }

  /** The newest viewing sessions of a pit. */
  viewingSessions(pitId: number, active: boolean): Promise<ViewingSessionList> {
    return this.request('GET', `/streams/sessions?pit_id=${pitId}&active=${active}&limit=100`);
  }

  endViewing(id: number): Promise<ViewingSession> {
    return this.request('POST', `/streams/sessions/${id}/revocation`);
  }

  renewViewings(jtis: string[]): Promise<RenewViewingResponse> {
    return this.request('POST', '/streams/sessions/renewal', { jtis });
  }

  /** Sends the findings of a player for a diagnosis. */
  sendFindings(pitId: number, findings: PlayerFindings): Promise<unknown> {
    return this.request('POST', `/pits/${pitId}/findings`, findings);
  }

  diagnosis(pitId: number): Promise<Diagnosis> {
    return this.request('GET', `/pits/${pitId}/diagnosis`);
  }

  mediaServers(): Promise<MediaServerList> {
    return this.request('GET', '/media-servers');
  }

  addMediaServer(server: CreateMediaServerRequest): Promise<MediaServerDetails> {
    return this.request('POST', '/media-servers', server);
  }

  system(): Promise<SystemInfo> {
    return this.request('GET', '/system');
  }

  private async request<T>(method: string, address: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.origin}/api/v1${address}`, {
      method,
      headers: {
        ...(this.accessToken && { authorization: `Bearer ${this.accessToken}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const result: unknown = await response.json().catch(() => ({}));
    if (!response.ok) throw new ApiProblem(response.status, result as Partial<Problem>, address);
    return result as T;
  }
}
