#!/usr/bin/env bash
# gst-rtsp-server 1.22.0 seeks when a PLAY request carries `Range: npt=0.000-`, even in a live pipeline that all clients
# share: existing viewers get no picture until the encoder has filled up again. Without a range, or with
# `npt=now-`, other viewers are not affected. RTSP clients that always send a range (FFmpeg does) freeze the others.
#
# RFC 2326 10.5: without a range, a live stream is played from now on.
#
# Needs root and debootstrap. Prints how long a first client waits for a packet while a second one begins.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

{
  debootstrap --variant=minbase bookworm "$folder/debian"
  # Some packages look into /proc while they are configured; that they fail does not matter here.
  DEBIAN_FRONTEND=noninteractive chroot "$folder/debian" apt-get install -y --no-install-recommends \
    python3-gi gir1.2-gst-rtsp-server-1.0=1.22.* gstreamer1.0-plugins-good=1.22.* gstreamer1.0-plugins-ugly=1.22.* || true
} >"$folder/log" 2>&1

cat >"$folder/debian/measure.py" <<'PYTHON'
"""One shared gst-rtsp-server pipeline, a first client that plays, and a second client that plays with or without a range."""
import re
import socket
import subprocess
import sys
import time

SERVER = """
import gi
gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer
Gst.init(None)
server = GstRtspServer.RTSPServer(address="127.0.0.1", service="0")
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch("( videotestsrc is-live=true ! video/x-raw,width=160,height=120,framerate=10/1 "
                   "! x264enc key-int-max=10 ! rtph264pay name=pay0 )")
factory.set_shared(True)
server.get_mount_points().add_factory("/live", factory)
server.attach(None)
print(Gst.version_string(), server.get_bound_port(), flush=True)
GLib.MainLoop().run()
"""


class Client:
    def __init__(self, port):
        self.url = f"rtsp://127.0.0.1:{port}/live"
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.bytes = b""
        self.number = 0
        self.session = ""

    def ask(self, method, url, *headers):
        self.number += 1
        lines = [f"{method} {url} RTSP/1.0", f"CSeq: {self.number}", *headers]
        if self.session:
            lines.append(f"Session: {self.session}")
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        while True:
            kind, value = self.next(20)
            if kind == "answer":
                assert value.startswith("RTSP/1.0 200"), value.splitlines()[0]
                return value

    def next(self, seconds):
        """The next packet or answer; ('nothing', None) when none comes in time."""
        end = time.monotonic() + seconds
        while True:
            if self.bytes[:1] == b"$" and len(self.bytes) >= 4:
                size = 4 + int.from_bytes(self.bytes[2:4], "big")
                if len(self.bytes) >= size:
                    packet, self.bytes = self.bytes[:size], self.bytes[size:]
                    return "packet", packet
            elif b"\r\n\r\n" in self.bytes and self.bytes[:1] == b"R":
                head, rest = self.bytes.split(b"\r\n\r\n", 1)
                length = re.search(rb"(?i)content-length: *(\d+)", head)
                size = int(length[1]) if length else 0
                if len(rest) >= size:
                    self.bytes = rest[size:]
                    return "answer", (head + b"\r\n\r\n" + rest[:size]).decode()
            left = end - time.monotonic()
            if left <= 0:
                return "nothing", None
            self.socket.settimeout(left)
            try:
                self.bytes += self.socket.recv(65536)
            except TimeoutError:
                return "nothing", None

    def play(self, *headers):
        described = self.ask("DESCRIBE", self.url, "Accept: application/sdp")
        base = re.search(r"(?im)^content-base: *(\S+)", described)[1]
        track = re.search(r"(?m)^a=control:(stream=\d+)", described)[1]
        set_up = self.ask("SETUP", base + track, "Transport: RTP/AVP/TCP;unicast;interleaved=0-1")
        self.session = re.search(r"(?im)^session: *([^;\s]+)", set_up)[1]
        self.ask("PLAY", base, *headers)

    def longest_gap(self, seconds):
        """The longest time without an RTP packet."""
        end, last, longest = time.monotonic() + seconds, time.monotonic(), 0.0
        while time.monotonic() < end:
            kind, packet = self.next(end - time.monotonic())
            if kind == "packet" and packet[1] != 0:
                continue
            longest = max(longest, time.monotonic() - last)
            last = time.monotonic()
        return longest


def gap_of_first(*headers):
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    try:
        version, port = server.stdout.readline().rsplit(" ", 1)
        first = Client(int(port))
        first.play()
        first.longest_gap(3)
        # A process of its own: the first one is watched while the second one begins.
        second = subprocess.Popen([sys.executable, __file__, port.strip(), *headers])
        gap = first.longest_gap(8)
        second.wait()
        return version, gap
    finally:
        server.kill()


if len(sys.argv) > 1:
    client = Client(int(sys.argv[1]))
    client.play(*sys.argv[2:])
    client.longest_gap(3)
    sys.exit()

gaps = {}
for name, headers in {"no range": [], "npt=now-": ["Range: npt=now-"], "npt=0.000-": ["Range: npt=0.000-"]}.items():
    version, gaps[name] = gap_of_first(*headers)
    print(f"{version}: second client plays with {name}: the first one waits {gaps[name]:.1f} s")
assert gaps["no range"] < 1 and gaps["npt=now-"] < 1 and gaps["npt=0.000-"] > 0.8, "The behavior has changed."
PYTHON
chroot "$folder/debian" python3 /measure.py
echo "As described: a range freezes the clients that watch already."
