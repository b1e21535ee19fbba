#!/usr/bin/env bash
# A camera that offers Digest twice, with MD5 and with SHA-256, lets FFmpeg in or not by the order of its headers. By
# RFC 7616 3.7 a client takes the first one that it supports; FFmpeg keeps the last one only. When that is SHA-256, which
# it does not have, it sends no Authorization at all and fails, although it could have answered the other one.
#
# Needs python3 with venv. Prints what FFmpeg answers to each order.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install av==18.1.0

cat >"$folder/sign_in.py" <<'PYTHON'
"""An RTSP server that offers Digest in some order and notes what FFmpeg answers. It has no stream."""
import re
import socketserver
import threading

import av

MD5 = 'Digest realm="camera", nonce="of-md5", algorithm=MD5'
SHA = 'Digest realm="camera", nonce="of-sha", algorithm=SHA-256'
ORDERS = {"MD5 alone": [MD5], "SHA-256, MD5": [SHA, MD5], "MD5, SHA-256": [MD5, SHA]}
EXPECTED = {"MD5 alone": "of-md5", "SHA-256, MD5": "of-md5", "MD5, SHA-256": None}


def answered_nonce(offers):
    nonces = []

    class Camera(socketserver.StreamRequestHandler):
        def handle(self):
            while head := self.request_head():
                number = re.search(r"(?im)^cseq: *(\d+)", head)[1]
                signed = re.search(r'(?i)nonce="([^"]*)"', head)
                status, more = "401 Unauthorized", [f"WWW-Authenticate: {offer}" for offer in offers]
                if head.startswith("OPTIONS"):
                    status, more = "200 OK", ["Public: OPTIONS, DESCRIBE"]
                elif signed:
                    nonces.append(signed[1])
                    status, more = "404 Not Found", []
                lines = [f"RTSP/1.0 {status}", f"CSeq: {number}", *more, "", ""]
                self.wfile.write("\r\n".join(lines).encode())

        def request_head(self):
            head = ""
            while line := self.rfile.readline().decode():
                if line == "\r\n":
                    return head
                head += line
            return head

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Camera)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"rtsp://user:password@127.0.0.1:{server.server_address[1]}/live"
    try:
        av.open(url, options={"rtsp_transport": "tcp"}, timeout=10)
    except av.FFmpegError as failure:
        print(f"   FFmpeg: {failure.strerror}")
    server.shutdown()
    return nonces[0] if nonces else None


print(f"PyAV {av.__version__} with FFmpeg {av.ffmpeg_version_info}")
for order, offers in ORDERS.items():
    nonce = answered_nonce(offers)
    print(f"{order}: {'answers ' + nonce if nonce else 'answers nothing'}")
    assert nonce == EXPECTED[order], "The behavior has changed."
PYTHON
"$folder/venv/bin/python" "$folder/sign_in.py"
echo "As described: the last challenge counts, and none is answered when it is SHA-256."
