import { Injectable } from '@nestjs/common';
import { HttpConfig } from '../../config/http.config';
import { PickEdge, StreamAddresses, StreamTokenSigner, subjectOf } from '../../streams';
import { probeWhep } from './probe-whep';
import { withTimeout } from './with-timeout';
import type { PitFacts } from './pit-facts';
import { toAddressFacts } from './address-facts';

/** A refusal is answered up to 4 s late (MediaMTX contract §1.7). */
const REQUEST_MS = 6000;
const WITHIN_MS = 7500;
const TOKEN_SECONDS = 30;

/** Asks for a pit's stream where a viewer's browser does: at the workshop's media server, or at the viewer's edge of it. */
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
    // Nobody's: an OPTIONS opens no session, and who watches is not to be told of one.
    const { token, claims } = await this.signer.sign(
      { sub: 'diagnosis', path, act: 'read' },
      TOKEN_SECONDS,
      at,
    );
    const { webrtcUrl } = this.addresses.of({ path, workshopId }, token, edge ?? undefined);
    const { publicUrl } = this.http;
    const asked = probeWhep({
      url: webrtcUrl,
      authorization: `Bearer ${claims.jti}:${token}`,
      pageOrigin: new URL(publicUrl).origin,
      timeoutMs: REQUEST_MS,
    });
    return {
      whep: await withTimeout(asked, WITHIN_MS, null),
      addresses: toAddressFacts(publicUrl, webrtcUrl),
    };
  }
}
