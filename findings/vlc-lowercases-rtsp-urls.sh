#!/usr/bin/env bash
# VLC 3.0 in Debian 12 is built without live555. It opens RTSP URLs with its RealRTSP module, which sends the whole URL in
# lower case: a case-sensitive path or a token in the query arrives as another one. Its first request is no DESCRIBE.
#
# Needs root, debootstrap and python3. Prints the request lines that VLC sends.
set -euo pipefail

folder=$(mktemp -d)
server=
cleanup() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$folder"
}
trap cleanup EXIT

cat >"$folder/server.py" <<'PYTHON'
"""Logs the request lines of every connection to loopback and answers none of them."""
import socketserver


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        for raw in self.rfile:
            line = raw.decode("latin-1").strip()
            if line.endswith("RTSP/1.0"):
                print(line, flush=True)


with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
    server.daemon_threads = True
    print(server.server_address[1], flush=True)
    server.serve_forever()
PYTHON

{
  debootstrap --variant=minbase bookworm "$folder/debian"
  DEBIAN_FRONTEND=noninteractive chroot "$folder/debian" apt-get install -y --no-install-recommends \
    vlc-bin=3.0.* vlc-plugin-base=3.0.* || true
} >"$folder/log" 2>&1
chroot "$folder/debian" dpkg-query -W vlc-bin
vlc() { timeout "$1" chroot --userspec=nobody "$folder/debian" vlc "${@:2}" </dev/null 2>/dev/null || true; }
echo "Modules named live555: $(vlc 20 --list | grep -c live555 || true)"

python3 "$folder/server.py" >"$folder/requests" &
server=$!
until port=$(head -n 1 "$folder/requests") && [ -n "$port" ]; do sleep 0.1; done
vlc 10 --intf dummy "rtsp://127.0.0.1:$port/Site/Camera?token=AbC" >/dev/null
sed -n "1d;s/:$port//p" "$folder/requests" | tee "$folder/seen"

if grep -q 'rtsp://127.0.0.1/site/camera?token=abc' "$folder/seen" && ! grep -q 'token=AbC' "$folder/seen"; then
  echo "As described: the URL is sent in lower case."
  exit 0
fi
echo "The behavior has changed."
exit 1
