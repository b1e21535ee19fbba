#!/usr/bin/env bash
# rtpjpegpay of GStreamer 1.22.0 sends Motion JPEG above 2040x2040 with width and height 0 in the RTP payload header, and
# puts the real size into the SDP attribute x-dimensions, which no RFC defines.
#
# RFC 2435 3.1.5 has no value for larger pictures. A receiver that reads the header only, such as FFmpeg, has no size.
#
# Needs root and debootstrap. Prints the size in the caps and in the first RTP packet.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
{
  debootstrap --variant=minbase bookworm "$folder/debian"
  # Some packages look into /proc while they are configured; that they fail does not matter to gst-launch.
  DEBIAN_FRONTEND=noninteractive chroot "$folder/debian" apt-get install -y --no-install-recommends \
    gstreamer1.0-tools=1.22.* gstreamer1.0-plugins-base=1.22.* gstreamer1.0-plugins-good=1.22.* || true
} >"$folder/log" 2>&1
chroot "$folder/debian" gst-launch-1.0 --version | head -n 1

# Prints "WIDTHxHEIGHT of the header, x-dimensions of the caps".
sent() {
  chroot "$folder/debian" gst-launch-1.0 -v videotestsrc num-buffers=1 ! \
    "video/x-raw,format=I420,width=$1,height=$2" ! jpegenc ! rtpjpegpay ! rtpstreampay ! \
    filesink location=/picture.rtp >"$folder/caps" 2>&1
  # Two bytes of length (RFC 4571), twelve of RTP, six of the JPEG header; then width and height in blocks of 8 pixels.
  read -r width height <<<"$(od -A n -t u1 -j 20 -N 2 "$folder/debian/picture.rtp")"
  dimensions=$(grep -o 'x-dimensions=(string)"[^"]*"' "$folder/caps" | head -n 1 | tr -d '\\"' | cut -d')' -f2 || true)
  echo "$((width * 8))x$((height * 8)), x-dimensions ${dimensions:-absent}"
}

check() {
  local found
  found=$(sent "$1" "$2")
  echo "encoded $1x$2, sent as $found"
  [ "$found" = "$3" ] || { echo "The behavior has changed: expected $3." >&2; exit 1; }
}

check 1280 720 "1280x720, x-dimensions absent"
check 2040 2040 "2040x2040, x-dimensions absent"
check 2560 1440 "0x0, x-dimensions 2560,1440"
echo "As described: a larger picture goes out without its size."
