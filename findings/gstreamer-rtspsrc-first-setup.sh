#!/usr/bin/env bash
# rtspsrc of GStreamer 1.22.0 builds its first SETUP from a relative control attribute by RFC 3986 reference resolution:
# the last path segment and the query of the stream URL are gone. Where the server answers 400 and closes the connection,
# it retries with the whole URL; where the server answers 401, it gives up.
#
# RFC 2326 C.1.1 resolves against Content-Base, Content-Location or the request URL; most servers and players append the
# attribute to the whole URL.
#
# Needs root, debootstrap and python3. Prints the request lines that the player sends.
set -euo pipefail

folder=$(mktemp -d)
server=
cleanup() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$folder"
}
trap cleanup EXIT

cat >"$folder/server.py" <<'PYTHON'
"""An RTSP server that logs request lines, answers OPTIONS and DESCRIBE, and refuses any SETUP."""
import socketserver

SDP = (
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n"
    "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:trackID=0\r\n"
)


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        while True:
            lines = []
            for raw in self.rfile:
                line = raw.decode("latin-1").strip()
                if not line:
                    break
                lines.append(line)
            if not lines:
                return
            print(lines[0], flush=True)
            method, url = lines[0].split()[:2]
            sequence = next(line for line in lines if line.lower().startswith("cseq"))
            if method == "SETUP":
                self.wfile.write(f"RTSP/1.0 400 Bad Request\r\n{sequence}\r\n\r\n".encode())
                return
            described = method == "DESCRIBE"
            body = SDP if described else ""
            head = f"Content-Type: application/sdp\r\nContent-Base: {url}/\r\n" if described else ""
            head = head or "Public: OPTIONS, DESCRIBE, SETUP, PLAY\r\n"
            answer = f"RTSP/1.0 200 OK\r\n{sequence}\r\n{head}Content-Length: {len(body)}\r\n\r\n{body}"
            self.wfile.write(answer.encode())


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


with Server(("127.0.0.1", 0), Handler) as server:
    print(server.server_address[1], flush=True)
    server.serve_forever()
PYTHON

{
  debootstrap --variant=minbase bookworm "$folder/debian"
  # Some packages look into /proc while they are configured; that they fail does not matter to gst-launch.
  DEBIAN_FRONTEND=noninteractive chroot "$folder/debian" apt-get install -y --no-install-recommends \
    gstreamer1.0-tools=1.22.* gstreamer1.0-plugins-good=1.22.* || true
} >"$folder/log" 2>&1
chroot "$folder/debian" gst-launch-1.0 --version | head -n 1

python3 "$folder/server.py" >"$folder/requests" &
server=$!
until port=$(head -n 1 "$folder/requests") && [ -n "$port" ]; do sleep 0.1; done
timeout 40 chroot "$folder/debian" gst-launch-1.0 -q rtspsrc protocols=tcp \
  location="rtsp://127.0.0.1:$port/site/camera?token=AbC" ! fakesink >/dev/null 2>&1 || true
sed -n "1d;s/:$port//p" "$folder/requests" | tee "$folder/seen"

grep -qx 'SETUP rtsp://127.0.0.1/site/trackID=0 RTSP/1.0' "$folder/seen" &&
  grep -qx 'SETUP rtsp://127.0.0.1/site/camera?token=AbC/trackID=0 RTSP/1.0' "$folder/seen" &&
  echo "As described: the first SETUP has lost the last segment and the query." && exit 0
echo "The behavior has changed."
exit 1
