import { Injectable } from '@nestjs/common';
import { HttpConfig } from '../../config/http.config';
import { PickEdge, StreamAddresses, StreamTokenSigner, subjectOf } from '../../streams';
import { probeWhep } from './probe-whep';
import { withDeadline } from '../../platform/scheduling/with-deadline';
import type { PitFacts } from './pit-facts';
import { toAddressFacts } from './address-facts';

/** MediaMTX delays a denial by up to 4 s (MediaMTX contract §1.7). */
const REQUEST_TIMEOUT_MS = 6000;
const PROBE_TIMEOUT_MS = 7500;
const TOKEN_TTL_SECONDS = 30;

/** Probes WHEP at the address of a viewer's browser: the workshop's media server, or the viewer's edge of it. */
@Injectable()
export class ProbeAsViewer {
  constructor(
    private readonly signer: StreamTokenSigner,
    private readonly edges: PickEdge,
    private readonly addresses: StreamAddresses,
    private readonly http: HttpConfig,
  ) {}

  /** @throws DomainError not-ready before the media servers are known. */
  async probe(
    { workshopId, path }: { readonly workshopId: number; readonly path: string },
    userId: number,
    at: Date,
  ): Promise<Pick<PitFacts, 'whep' | 'addresses'>> {
    const edge = this.edges.pick(workshopId, subjectOf({ kind: 'user', id: userId }), path);
    // The subject is not a user: OPTIONS opens no session, so no viewing session must be recorded.
    const { token, claims } = this.signer.sign(
      { sub: 'diagnosis', path, act: 'read' },
      TOKEN_TTL_SECONDS,
      at,
    );
    const server = this.addresses.serverOf(workshopId, edge ?? undefined);
    const { webrtcUrl } = this.addresses.of(server, path, token);
    const { publicUrl } = this.http;
    const probing = probeWhep({
      url: webrtcUrl,
      authorization: `Bearer ${claims.jti}:${token}`,
      pageOrigin: new URL(publicUrl).origin,
      timeoutMs: REQUEST_TIMEOUT_MS,
    });
    return {
      whep: await withDeadline(probing, PROBE_TIMEOUT_MS, () => null),
      addresses: toAddressFacts(publicUrl, webrtcUrl),
    };
  }
}
