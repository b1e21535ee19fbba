// A reader page for the simulator, which has none: the order of requests of a media server's stock page (OPTIONS for the
// ICE servers, then the offer by POST, then the candidates by PATCH), and nothing else.
/* global document, window, RTCPeerConnection -- in the functions that run in the page */

function play() {
  const query = window.location.search;
  const whep = new URL('whep', window.location.href);
  whep.search = query;
  const video = document.querySelector('video');

  async function begin() {
    const options = await fetch(whep, { method: 'OPTIONS' });
    if (!options.ok) throw new Error(`OPTIONS answered ${options.status}`);
    const peer = new RTCPeerConnection();
    const early = [];
    let session;
    peer.ontrack = ({ streams }) => (video.srcObject = streams[0]);
    peer.onicecandidate = ({ candidate }) => {
      if (!candidate) return;
      if (session) trickle(session, peer, [candidate]);
      else early.push(candidate);
    };
    peer.addTransceiver('video', { direction: 'recvonly' });
    peer.addTransceiver('audio', { direction: 'recvonly' });
    await peer.setLocalDescription(await peer.createOffer());
    const answer = await fetch(whep, {
      method: 'POST',
      headers: { 'Content-Type': 'application/sdp' },
      body: peer.localDescription.sdp,
    });
    if (answer.status !== 201) throw new Error(`POST answered ${answer.status}`);
    session = new URL(answer.headers.get('location'), whep);
    await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
    trickle(session, peer, early);
  }

  function trickle(session, peer, candidates) {
    if (candidates.length === 0) return;
    const sdp = peer.localDescription.sdp;
    const line = (name) => new RegExp(`a=${name}:.*`).exec(sdp)[0];
    const media = /m=video.*/.exec(sdp)[0];
    const lines = [line('ice-ufrag'), line('ice-pwd'), media, 'a=mid:0'];
    for (const { candidate } of candidates) lines.push(`a=${candidate}`);
    void fetch(session, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/trickle-ice-sdpfrag', 'If-Match': '*' },
      body: `${lines.join('\r\n')}\r\n`,
    });
  }

  begin().catch((fault) => (document.title = fault.message));
}

export const simulatorReaderPage = {
  contentType: 'text/html',
  body: `<!doctype html><title>Reader</title><video autoplay muted playsinline></video><script>(${play})()</script>`,
};
