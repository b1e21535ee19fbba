import type { Exchange } from '../http/http-server';

/** The page under `/<path>/`: a plain player, for manual checks and as the baseline of measurements. */
const PAGE = `<!doctype html>
<html>
<head><meta charset="utf-8"><title>MediaMTX simulator</title></head>
<body style="margin:0;background:#000">
<video id="video" autoplay muted playsinline controls style="width:100vw;height:100vh"></video>
<script>
const start = async () => {
  const pc = new RTCPeerConnection();
  pc.addTransceiver('video', { direction: 'recvonly' });
  pc.ontrack = (event) => { document.getElementById('video').srcObject = event.streams[0]; };
  const retry = () => { pc.close(); setTimeout(start, 2000); };
  try {
    await fetch('whep' + location.search, { method: 'OPTIONS' });
    await pc.setLocalDescription();
    const answer = await fetch('whep' + location.search, {
      method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: pc.localDescription.sdp,
    });
    if (answer.status !== 201) return retry();
    await pc.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
    pc.getReceivers()[0].transport.onstatechange = (event) => event.target.state === 'closed' && retry();
  } catch { retry(); }
};
start();
</script>
</body>
</html>
`;

/** Responds with the page. */
export function answerReaderPage({ response }: Exchange): void {
  response.setHeader('Cache-Control', 'no-cache');
  response.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE);
}
