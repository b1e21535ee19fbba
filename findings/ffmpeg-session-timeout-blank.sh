#!/usr/bin/env bash
# FFmpeg's RTSP demuxer reads the timeout of a session only when no blank stands before it: with `Session: 1;timeout=4` it
# sends a keep-alive every 2 s, with `Session: 1; timeout=4` every 30 s, as for the default of 60 s. A camera with a
# shorter timeout that writes the blank ends the session, although it announced its timeout.
#
# RFC 2326 15 and RFC 2068 2.1: blanks are allowed between any two tokens of a header.
#
# Needs python3 with venv. Prints the keep-alives that come in 7 s.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install av==18.1.0

cat >"$folder/keep_alive.py" <<'PYTHON'
"""An RTSP server that plays silence over TCP and notes the requests that come while it plays."""
import socketserver
import threading
import time

import av

WATCHED = 7
SESSIONS = ["1;timeout=4", "1; timeout=4"]
SDP = (
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n"
    "m=audio 0 RTP/AVP 0\r\na=control:audio\r\n"
)


def keep_alives(session):
    requests = []

    class Camera(socketserver.StreamRequestHandler):
        def handle(self):
            while head := self.request_head():
                method, url = head[0].split()[:2]
                sequence = next(line for line in head if line.lower().startswith("cseq"))
                requests.append(method)
                more, body = [], ""
                if method == "OPTIONS":
                    more = ["Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER"]
                elif method == "DESCRIBE":
                    more, body = ["Content-Type: application/sdp", f"Content-Base: {url}/"], SDP
                else:
                    more = [f"Session: {session}"]
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
    with av.open(url, options={"rtsp_transport": "tcp"}, timeout=10) as stream:
        for packet in stream.demux():
            if packet.pts is not None and packet.pts * packet.time_base > WATCHED:
                break
        found = requests[requests.index("PLAY") + 1 :]
    server.shutdown()
    return found


print(f"PyAV {av.__version__} with FFmpeg {av.ffmpeg_version_info}")
for session in SESSIONS:
    found = keep_alives(session)
    print(f"Session: {session} -> {len(found)} keep-alives in {WATCHED} s {sorted(set(found))}")
    assert len(found) in ((0,) if " " in session else (2, 3, 4)), "The behavior has changed."
PYTHON
"$folder/venv/bin/python" "$folder/keep_alive.py"
echo "As described: a timeout after a blank is not read."
