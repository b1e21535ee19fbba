#!/usr/bin/env bash
# FFmpeg's MJPEG encoder chooses Huffman tables for each picture by default (with one thread; huffman=optimal), and its
# RTP muxer sends no picture with such tables. It logs one line for each and reports success, so that a publisher stays
# connected and sends nothing. With huffman=default every picture is sent.
#
# RFC 2435 4.1 has no place for Huffman tables, so the muxer cannot send them.
#
# Needs python3 with venv. Prints how many pictures were muxed and how many RTP packets came.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install av==18.1.0

cat >"$folder/send.py" <<'PYTHON'
"""Sends Motion JPEG to a socket of its own by FFmpeg's RTP muxer, and counts the RTP packets of pictures."""
import socket
from fractions import Fraction

import av

PICTURES = 5


def send(options):
    receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    receiver.bind(("127.0.0.1", 0))
    receiver.settimeout(5)
    port = receiver.getsockname()[1]
    output = av.open(f"rtp://127.0.0.1:{port}?pkt_size=1200", "w", format="rtp")
    stream = output.add_stream("mjpeg", rate=10)
    stream.width, stream.height, stream.pix_fmt = 640, 360, "yuvj420p"
    stream.codec_context.thread_count = 1
    stream.codec_context.options = {**options, "force_duplicated_matrix": "1"}
    frame = av.VideoFrame(640, 360, "yuvj420p")
    for plane in frame.planes:
        plane.update(bytes([128]) * plane.buffer_size)
    muxed = 0
    packets = []
    for number in range(PICTURES):
        frame.pts, frame.time_base = number, Fraction(1, 10)
        packets += stream.encode(frame)
    for packet in [*packets, *stream.encode()]:
        output.mux(packet)
        muxed += 1
    # Whatever was sent on loopback is in the socket by now; a datagram of our own marks the end.
    marker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    marker.sendto(b"end", ("127.0.0.1", port))
    received = 0
    while (datagram := receiver.recv(2000)) != b"end":
        received += datagram[1] & 0x7F == 26  # JPEG (RFC 3551 6)
    return muxed, received


print(f"PyAV {av.__version__} with FFmpeg {av.ffmpeg_version_info}")
for options in ({}, {"huffman": "optimal"}, {"huffman": "default"}):
    muxed, received = send(options)
    print(f"{options or 'no option'}: {muxed} pictures muxed without an error, {received} RTP packets came")
    assert muxed == PICTURES, "The behavior has changed."
    assert (received > 0) == (options == {"huffman": "default"}), "The behavior has changed."
PYTHON
"$folder/venv/bin/python" "$folder/send.py"
echo "As described: only pictures with the default Huffman tables are sent."
