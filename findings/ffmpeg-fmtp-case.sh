#!/usr/bin/env bash
# FFmpeg compares the parameter names of H.264 in an SDP by case: with `Sprop-Parameter-Sets` it has no parameter sets. A
# camera that sends them in the SDP only has no picture then, and not even a size.
#
# RFC 4855 3: parameter names are case-insensitive in `a=fmtp` too.
#
# Needs python3 with venv. Prints the size that FFmpeg finds for each spelling.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install av==18.1.0

cat >"$folder/spelling.py" <<'PYTHON'
"""Sends H.264 by RTP whose parameter sets are in the SDP only, and opens that SDP with FFmpeg."""
import base64
import re
import socket
import sys
import threading
import time
from fractions import Fraction

import av
from av.codec.context import Flags

NAMES = {"sprop-parameter-sets": 160, "Sprop-Parameter-Sets": 0}


def units(stream):
    """The NAL units of a byte stream (ITU-T H.264 B)."""
    return [unit for unit in re.split(rb"\x00*\x00\x00\x01", stream) if unit]


def picture():
    """The parameter sets and the slices of one key picture."""
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt, encoder.time_base = 160, 120, "yuv420p", Fraction(1, 10)
    encoder.options = {"tune": "zerolatency", "x264-params": "slices=1:threads=1"}
    encoder.flags |= Flags.global_header
    frame = av.VideoFrame(160, 120, "yuv420p")
    for plane in frame.planes:
        plane.update(bytes([128]) * plane.buffer_size)
    frame.pts = 0
    stream = b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode()])
    sets = [unit for unit in units(encoder.extradata) if unit[0] & 0x1F in (7, 8)]
    return sets, [unit for unit in units(stream) if unit[0] & 0x1F == 5]


def send(port, slices, ended):
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for number in range(1_000):
        for unit in slices:
            # RTP (RFC 3550 5.1) with one NAL unit (RFC 6184 5.6).
            packet = bytes([0x80, 0x80 | 96]) + number.to_bytes(2, "big") + (number * 9000).to_bytes(4, "big")
            sender.sendto(packet + bytes(4) + unit, ("127.0.0.1", port))
        if ended.wait(0.1):
            return


def found_width(name):
    sets, slices = picture()
    assert len(slices) == 1 and len(slices[0]) < 1400
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1] & ~1  # RTP takes the even port, RTCP the next one.
    probe.close()
    parameter = ",".join(base64.b64encode(each).decode() for each in sets)
    lines = ["v=0", "o=- 0 0 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0", f"m=video {port} RTP/AVP 96"]
    lines += ["a=rtpmap:96 H264/90000", f"a=fmtp:96 packetization-mode=1;{name}={parameter}", ""]
    path = f"{sys.argv[1]}/{name}.sdp"
    with open(path, "w", newline="") as file:
        file.write("\r\n".join(lines))
    ended = threading.Event()
    sender = threading.Thread(target=send, args=(port, slices, ended))
    sender.start()
    options = {"protocol_whitelist": "file,udp,rtp", "analyzeduration": "2000000"}
    try:
        with av.open(path, format="sdp", options=options, timeout=20) as stream:
            return stream.streams.video[0].codec_context.width
    finally:
        ended.set()
        sender.join()


av.logging.set_level(av.logging.PANIC)
print(f"PyAV {av.__version__} with FFmpeg {av.ffmpeg_version_info}")
for name, width in NAMES.items():
    found = found_width(name)
    print(f"{name}: width {found or 'unknown'}")
    assert found == width, "The behavior has changed."
PYTHON
"$folder/venv/bin/python" "$folder/spelling.py" "$folder"
echo "As described: only the lower-case name is read."
