#!/usr/bin/env bash
# rtspsrc of GStreamer 1.22.0 sends no keep-alive request over TCP as long as packets arrive, whatever the timeout of the
# session is. Over UDP it sends them before the timeout. A server that counts requests only ends the session over TCP while
# it plays: RTCP receiver reports are the only sign of life there.
#
# RFC 2326 12.37: the timeout is how long the server waits between two requests.
#
# Needs root, debootstrap and python3. Prints what the player sends in 25 s to a server with a timeout of 12 s.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

{
  debootstrap --variant=minbase bookworm "$folder/debian"
  # Some packages look into /proc while they are configured; that they fail does not matter to gst-launch.
  DEBIAN_FRONTEND=noninteractive chroot "$folder/debian" apt-get install -y --no-install-recommends \
    gstreamer1.0-tools=1.22.* gstreamer1.0-plugins-good=1.22.* || true
} >"$folder/log" 2>&1
chroot "$folder/debian" gst-launch-1.0 --version | head -n 1

cat >"$folder/watch.py" <<'PYTHON'
"""An RTSP server that plays silence and notes what the player sends while it plays."""
import re
import socket
import socketserver
import subprocess
import sys
import threading
import time

TIMEOUT, WATCHED = 12, 25
SDP = (
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n"
    "m=audio 0 RTP/AVP 0\r\na=control:audio\r\n"
)


def sent_while_playing(transport):
    sent = []

    class Camera(socketserver.StreamRequestHandler):
        def handle(self):
            self.media = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self.media.bind(("127.0.0.1", 0))
            while head := self.next_request():
                method, url = head[0].split()[:2]
                sequence = next(line for line in head if line.lower().startswith("cseq"))
                sent.append(method)
                more, body = [], ""
                if method == "OPTIONS":
                    more = ["Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER"]
                elif method == "DESCRIBE":
                    more, body = ["Content-Type: application/sdp", f"Content-Base: {url}/"], SDP
                else:
                    more = [f"Session: 1;timeout={TIMEOUT}"]
                if method == "SETUP":
                    offered = next(line for line in head if line.lower().startswith("transport"))
                    ports = re.search(r"client_port=(\d+)-\d+", offered)
                    self.client = int(ports[1]) if ports else None
                    server = self.media.getsockname()[1]
                    more.append(offered + (f";server_port={server}-{server + 1}" if ports else ""))
                lines = ["RTSP/1.0 200 OK", sequence, *more, f"Content-Length: {len(body)}", "", body]
                self.wfile.write("\r\n".join(lines).encode())
                if method == "PLAY":
                    threading.Thread(target=self.play, daemon=True).start()

        def next_request(self):
            """The lines of the next request; None when the player has left."""
            lines = []
            try:
                while first := self.rfile.read(1):
                    if first == b"$":
                        size = int.from_bytes(self.rfile.read(3)[1:], "big")
                        sent.append("RTCP " + str(self.rfile.read(size)[1]))
                        continue
                    line = (first + self.rfile.readline()).decode("latin-1").strip()
                    if line:
                        lines.append(line)
                    elif lines:
                        return lines
            except ConnectionError:
                pass
            return None

        def play(self):
            try:
                for number in range(10_000):
                    # RTP (RFC 3550 5.1) with 20 ms of PCMU.
                    packet = bytes([0x80, 0]) + number.to_bytes(2, "big") + (number * 160).to_bytes(4, "big")
                    packet += bytes(4) + b"\xff" * 160
                    if self.client:
                        self.media.sendto(packet, ("127.0.0.1", self.client))
                    else:
                        self.wfile.write(b"$\0" + len(packet).to_bytes(2, "big") + packet)
                    time.sleep(0.02)
            except OSError:
                pass  # The player has left.

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Camera)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"rtsp://127.0.0.1:{server.server_address[1]}/live"
    player = subprocess.Popen(
        ["chroot", sys.argv[1], "gst-launch-1.0", "-q", "rtspsrc", f"protocols={transport}", f"location={url}", "!", "fakesink"]
    )
    time.sleep(WATCHED)
    found = sent[sent.index("PLAY") + 1 :]
    assert player.poll() is None, "The player has ended."
    player.kill()
    player.wait()
    server.shutdown()
    return found


for transport in ("udp", "tcp"):
    found = sent_while_playing(transport)
    print(f"{transport}: {', '.join(found) or 'nothing'}")
    requests = [each for each in found if not each.startswith("RTCP")]
    assert (len(requests) > 0) == (transport == "udp"), "The behavior has changed."
PYTHON
python3 -u "$folder/watch.py" "$folder/debian"
echo "As described: over TCP no request comes while packets arrive."
