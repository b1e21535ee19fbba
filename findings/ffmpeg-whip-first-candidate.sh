#!/usr/bin/env bash
# FFmpeg's WHIP muxer tries one address of the WHIP server only: the first candidate of the answer. When that one is a TCP
# candidate, it refuses the whole answer, although a UDP candidate follows. When that one is unreachable, it gives up. Servers
# with several network interfaces, or with TCP and UDP, list several candidates in any order.
#
# RFC 8839 5.1 gives the order of candidates no meaning; RFC 8445 6.1.2 pairs and checks all of them.
#
# Needs python3 with venv. Prints the candidates of each answer and which of them got STUN requests.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install av==18.1.0

cat >"$folder/candidates.py" <<'PYTHON'
"""A WHIP server that offers its candidates in some order and counts the STUN requests of each. It finishes no handshake."""
import http.server
import re
import socket
import subprocess
import sys
import threading
from fractions import Fraction

import av


def publish(url):
    output = av.open(url, "w", format="whip", options={"handshake_timeout": "2000"})
    stream = output.add_stream("libx264", rate=10)
    stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
    stream.codec_context.options = {"profile": "baseline", "tune": "zerolatency"}
    frame = av.VideoFrame(160, 120, "yuv420p")
    frame.pts, frame.time_base = 0, Fraction(1, 10)
    try:
        for packet in [*stream.encode(frame), *stream.encode()]:
            output.mux(packet)
    except av.FFmpegError as failure:
        print(f"   FFmpeg: {failure.strerror}")


if len(sys.argv) > 1:
    publish(sys.argv[1])
    sys.exit()

CANDIDATES = {
    "first": "udp 2130706431 127.0.0.1 {first} typ host",
    "second": "udp 2130706175 127.0.0.1 {second} typ host",
    "closed": "udp 2130706431 127.0.0.1 {closed} typ host",
    "tcp": "tcp 1671430143 127.0.0.1 {first} typ host tcptype passive",
}
EXPECTED = {
    ("first",): {"first"},
    ("first", "second"): {"first"},
    ("second", "first"): {"second"},
    ("closed", "second"): set(),
    ("first", "tcp"): {"first"},
    ("tcp", "first"): set(),
}


def udp():
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 0))
    return server


def answer_to(offer, names, ports):
    video = re.search(r"(?m)^a=rtpmap:(\d+) H264/90000", offer)[1]
    mid = re.search(r"(?m)^a=mid:(\S+)", offer)[1]
    lines = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", f"a=group:BUNDLE {mid}", "a=ice-lite"]
    lines += [f"m=video 9 UDP/TLS/RTP/SAVPF {video}", "c=IN IP4 0.0.0.0", f"a=mid:{mid}", "a=recvonly"]
    lines += ["a=rtcp-mux", "a=setup:active", "a=ice-ufrag:abcd", "a=ice-pwd:0123456789abcdefghijkl"]
    lines += ["a=fingerprint:sha-256 " + ":".join(["AB"] * 32), f"a=rtpmap:{video} H264/90000"]
    lines += [f"a=fmtp:{video} packetization-mode=1;profile-level-id=42e01f;level-asymmetry-allowed=1"]
    lines += [f"a=candidate:{at + 1} 1 " + CANDIDATES[name].format(**ports) for at, name in enumerate(names)]
    return "\r\n".join([*lines, "a=end-of-candidates", ""])


def receivers(names):
    sockets = {name: udp() for name in ("first", "second", "closed")}
    ports = {name: each.getsockname()[1] for name, each in sockets.items()}
    sockets["closed"].close()

    class Whip(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            offer = self.rfile.read(int(self.headers["Content-Length"])).decode()
            body = answer_to(offer, names, ports).encode()
            self.send_response(201)
            self.send_header("Location", "/session")
            self.send_header("Content-Type", "application/sdp")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_DELETE(self):
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Whip)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # A process of its own: FFmpeg waits for the answer while it holds the lock of the interpreter.
    subprocess.run([sys.executable, __file__, f"http://127.0.0.1:{server.server_address[1]}/whip"], check=True)
    server.shutdown()
    found = set()
    for name in ("first", "second"):
        sockets[name].setblocking(False)
        try:
            # A STUN binding request (RFC 8489 5).
            if sockets[name].recv(2000)[:2] == b"\x00\x01":
                found.add(name)
        except BlockingIOError:
            pass
    return found


print(f"PyAV {av.__version__} with FFmpeg {av.ffmpeg_version_info}")
for names, expected in EXPECTED.items():
    found = receivers(names)
    print(f"answer lists {', '.join(names)}: STUN requests to {', '.join(found) or 'none'}")
    assert found == expected, "The behavior has changed."
PYTHON
"$folder/venv/bin/python" -u "$folder/candidates.py"
echo "As described: only the first candidate is tried, and a TCP candidate there refuses the answer."
