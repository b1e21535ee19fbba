#!/usr/bin/env bash
# FFmpeg's RTSP demuxer sends keep-alives only when a packet arrives. A stream that sends nothing for longer than the
# timeout of its session, such as ONVIF metadata without an event, gets none: the server may end the session meanwhile.
#
# RFC 2326 12.37: the timeout is how long the server waits between two requests.
#
# Needs python3 with venv. Prints when keep-alives come to a server that pauses for 10 s.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install av==18.1.0

cat >"$folder/keep_alive.py" <<'PYTHON'
"""An RTSP server that plays silence over TCP, pauses, plays again, and notes when requests come."""
import socketserver
import threading
import time

import av

TIMEOUT, PLAYED, PAUSE = 4, 5, 10
SDP = (
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n"
    "m=audio 0 RTP/AVP 0\r\na=control:audio\r\n"
)


def keep_alives():
    """Seconds from PLAY to each keep-alive, and to the end and the start of the media around the pause."""
    requests, pause = [], []

    class Camera(socketserver.StreamRequestHandler):
        def handle(self):
            while head := self.request_head():
                method, url = head[0].split()[:2]
                sequence = next(line for line in head if line.lower().startswith("cseq"))
                requests.append((method, time.monotonic()))
                more, body = [], ""
                if method == "OPTIONS":
                    more = ["Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER"]
                elif method == "DESCRIBE":
                    more, body = ["Content-Type: application/sdp", f"Content-Base: {url}/"], SDP
                else:
                    more = [f"Session: 1;timeout={TIMEOUT}"]
                if method == "SETUP":
                    more.append("Transport: RTP/AVP/TCP;unicast;interleaved=0-1")
                lines = ["RTSP/1.0 200 OK", sequence, *more, f"Content-Length: {len(body)}", "", body]
                self.wfile.write("\r\n".join(lines).encode())
                if method == "PLAY":
                    threading.Thread(target=self.play, daemon=True).start()

        def request_head(self):
            """The lines of the next request; RTCP of the client is skipped."""
            lines = []
            try:
                while first := self.rfile.read(1):
                    if first == b"$":
                        size = int.from_bytes(self.rfile.read(3)[1:], "big")
                        self.rfile.read(size)
                        continue
                    line = (first + self.rfile.readline()).decode("latin-1").strip()
                    if line:
                        lines.append(line)
                    elif lines:
                        return lines
            except ConnectionError:
                pass  # The client has left.
            return None

        def play(self):
            try:
                for number in range(10_000):
                    if number == PLAYED * 50:
                        pause.append(time.monotonic())
                        time.sleep(PAUSE)
                        pause.append(time.monotonic())
                    # RTP (RFC 3550 5.1) with 20 ms of PCMU.
                    packet = bytes([0x80, 0]) + number.to_bytes(2, "big") + (number * 160).to_bytes(4, "big")
                    packet += bytes(4) + b"\xff" * 160
                    self.wfile.write(b"$\0" + len(packet).to_bytes(2, "big") + packet)
                    time.sleep(0.02)
            except OSError:
                pass  # The client has left.

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Camera)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"rtsp://127.0.0.1:{server.server_address[1]}/live"
    with av.open(url, options={"rtsp_transport": "tcp"}, timeout=2 * PAUSE) as stream:
        for packet in stream.demux():
            if packet.pts is not None and packet.pts * packet.time_base > 2 * PLAYED:
                break
        methods = [method for method, _ in requests]
        play = methods.index("PLAY")
        begin = requests[play][1]
        found = [at - begin for _, at in requests[play + 1 :]]
    server.shutdown()
    return found, [at - begin for at in pause]


print(f"PyAV {av.__version__} with FFmpeg {av.ffmpeg_version_info}")
found, (silent, resumed) = keep_alives()
print(f"timeout {TIMEOUT} s, no packet from {silent:.1f} s to {resumed:.1f} s")
print("keep-alives at", ", ".join(f"{at:.1f} s" for at in found))
# What was sent just before the pause may arrive in it.
during = [at for at in found if silent + 1 < at < resumed]
assert not during and min(found) < silent and max(found) > resumed, "The behavior has changed."
PYTHON
"$folder/venv/bin/python" "$folder/keep_alive.py"
echo "As described: no keep-alive comes while no packet arrives."
