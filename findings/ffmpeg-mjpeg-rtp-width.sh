#!/usr/bin/env bash
# FFmpeg's RTP muxer, which its RTSP muxer uses, writes the width of Motion JPEG divided by 8 into one byte and drops the
# rest: 2560x1440 goes out as 512x1440, and 2048 wide as 0. It gives neither an error nor a warning.
#
# RFC 2435 3.1.5 ends at 2040 pixels. The receiver gets a picture of another width than the one that was encoded.
#
# Needs python3 with venv. Prints what is encoded and what the RTP packets say.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install av==18.1.0

cat >"$folder/send.py" <<'PYTHON'
"""Sends Motion JPEG to a socket of its own by FFmpeg's RTP muxer, and reads the size in the RTP payload header."""
import socket
from fractions import Fraction

import av

SIZES = [(1280, 720), (2040, 2040), (2048, 240), (2560, 1440)]
EXPECTED = [(1280, 720), (2040, 2040), (0, 240), (512, 1440)]


def sent_size(width, height):
    receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    receiver.bind(("127.0.0.1", 0))
    receiver.settimeout(5)
    port = receiver.getsockname()[1]
    output = av.open(f"rtp://127.0.0.1:{port}?pkt_size=1200", "w", format="rtp")
    stream = output.add_stream("mjpeg", rate=10)
    stream.width, stream.height, stream.pix_fmt = width, height, "yuvj420p"
    stream.codec_context.options = {"huffman": "default", "force_duplicated_matrix": "1"}
    frame = av.VideoFrame(width, height, "yuvj420p")
    for plane in frame.planes:
        plane.update(bytes([128]) * plane.buffer_size)
    frame.pts, frame.time_base = 0, Fraction(1, 10)
    for packet in [*stream.encode(frame), *stream.encode()]:
        output.mux(packet)
    while True:
        datagram = receiver.recv(2000)
        if datagram[1] & 0x7F == 26:  # JPEG (RFC 3551 6)
            return datagram[18] * 8, datagram[19] * 8


print(f"PyAV {av.__version__} with FFmpeg {av.ffmpeg_version_info}")
sizes = [sent_size(*size) for size in SIZES]
for size, sent in zip(SIZES, sizes):
    print(f"encoded {size[0]}x{size[1]}, sent as {sent[0]}x{sent[1]}")
assert sizes == EXPECTED, "The behavior has changed."
PYTHON
"$folder/venv/bin/python" "$folder/send.py"
echo "As described: the width goes out modulo 2048."
