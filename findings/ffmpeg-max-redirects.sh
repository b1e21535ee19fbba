#!/usr/bin/env bash
# FFmpeg has `-max_redirects` by release branch and not by age: Debian's 5.1.9 knows the option, the static 7.0.2 that many
# packages bundle does not. There the option is an error, and without it up to eight redirects are followed, to any host
# and port. `-protocol_whitelist` limits protocols, `no_proxy` limits hosts and knows no ports.
#
# With the server itself as HTTP proxy every request goes to that server, wherever it redirects: RFC 9112 3.2.2 lets a client
# send the absolute form, which servers must accept.
#
# Needs python3 with venv. Prints which addresses FFmpeg 7.0.2 asks in each case.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install imageio-ffmpeg==0.6.0

cat >"$folder/redirects.py" <<'PYTHON'
"""A camera that redirects to another port, and what FFmpeg asks of both."""
import http.server
import os
import subprocess
import sys
import threading

import imageio_ffmpeg

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
asked = []


def serve(name, location):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(name)
            self.send_response(302 if location else 204)
            if location:
                self.send_header("Location", location)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"


elsewhere = serve("elsewhere", None)
camera = serve("camera", f"{elsewhere}/other")


def run(options=(), **proxies):
    asked.clear()
    command = [FFMPEG, "-hide_banner", "-nostdin", "-loglevel", "error", *options]
    command += ["-f", "mpjpeg", "-i", f"{camera}/stream", "-f", "null", "-"]
    environment = {"PATH": os.environ["PATH"], **proxies}
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30)
    return sorted(set(asked)), (answer.stderr.strip().splitlines() or ["nothing"])[0]


cases = {
    "-max_redirects 0": (run(["-max_redirects", "0"]), []),
    "no option": (run(), ["camera", "elsewhere"]),
    "no_proxy of the host": (run(http_proxy="http://127.0.0.1:0", no_proxy="127.0.0.1"), ["camera", "elsewhere"]),
    "the camera as proxy": (run(http_proxy=camera), ["camera"]),
}
print(subprocess.run([FFMPEG, "-version"], capture_output=True, text=True).stdout.splitlines()[0])
for name, ((hosts, says), _) in cases.items():
    print(f"{name}: asks {hosts or 'nobody'}; says: {says}")
sys.exit(any(hosts != expected for (hosts, _), expected in cases.values()))
PYTHON
"$folder/venv/bin/python" "$folder/redirects.py"
