"""Publishes a test picture of 320 by 180 by WHIP with FFmpeg's own muxer, until it is ended.

The key comes by the environment variable WHIP_KEY, so that no process list shows it.
"""

import fractions
import os
import sys
import time

import av

RATE = 15
SIZE = (320, 180)

coding = {"profile": "baseline", "preset": "ultrafast", "tune": "zerolatency", "g": str(RATE), "bf": "0"}
output = av.open(sys.argv[1], "w", format="whip", options={"authorization": os.environ["WHIP_KEY"]})
stream = output.add_stream("libx264", rate=RATE, options=coding)
stream.width, stream.height = SIZE
stream.pix_fmt = "yuv420p"

started = time.monotonic()
number = 0
while True:
    frame = av.VideoFrame(*SIZE, "yuv420p")
    for index, plane in enumerate(frame.planes):
        plane.update(bytes([number * 5 % 256 if index == 0 else 128]) * plane.buffer_size)
    frame.pts, frame.time_base = number, fractions.Fraction(1, RATE)
    for packet in stream.encode(frame):
        output.mux(packet)
    number += 1
    time.sleep(max(0.0, started + number / RATE - time.monotonic()))
