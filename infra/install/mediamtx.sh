# shellcheck shell=bash disable=SC2153,SC2154
# MediaMTX: the program, and the settings that it shares with the backend.

# The release that is named beside this script, its sum checked; or the file that was given.
install_mediamtx() {
  local program=/usr/local/bin/mediamtx folder source=$MEDIAMTX
  [ -n "$source" ] || [ ! -x "$program" ] || return 0
  say "Installing MediaMTX …"
  [ -z "$DRY_RUN" ] || return 0
  folder=$(mktemp -d)
  if [ -z "$source" ]; then source=$(fetch_mediamtx "$folder"); fi
  case "$source" in
    *.tar.gz) tar -xzf "$source" -C "$folder" mediamtx ;;
    *) cp "$source" "$folder/mediamtx" ;;
  esac
  chmod 755 "$folder/mediamtx"
  "$folder/mediamtx" --version >/dev/null || fail "$source is no MediaMTX for this machine."
  # Over a program that runs, only a rename is possible.
  install -m 755 "$folder/mediamtx" "$program.part"
  mv "$program.part" "$program"
  rm -rf "$folder"
}

fetch_mediamtx() {
  local folder=$1 version sum file base=${MEDIAMTX_URL:-https://github.com/bluenviron/mediamtx/releases/download}
  version=$(head -1 "$HERE/mediamtx.release")
  read -r sum file < <(grep "_linux_$(dpkg --print-architecture)\.tar" "$HERE/mediamtx.release") ||
    fail "there is no MediaMTX $version for $(dpkg --print-architecture): give one with --mediamtx."
  curl -fsSL --retry 2 -o "$folder/$file" "$base/$version/$file" ||
    fail "MediaMTX $version cannot be fetched from $base: give a file with --mediamtx, or a mirror with --mediamtx-url."
  echo "$sum  $folder/$file" | sha256sum -c --status || fail "what $base sent is not MediaMTX $version: its SHA-256 is wrong."
  echo "$folder/$file"
}

write_mediamtx_settings() {
  local secret port
  secret=$(setting MEDIAMTX_HOOK_SECRET) port=$(setting HOOK_PORT)
  # As the backend has it where it is not set.
  if [ -z "$port" ]; then port=$(setting PORT) && port=$((${port:-3000} + 1000)); fi
  if [ ! -f "$MEDIAMTX_ETC/mediamtx.yml" ]; then
    sed -e "s/^webrtcAdditionalHosts: \[\]/webrtcAdditionalHosts: [$DOMAIN]/" "$RELEASE/infra/mediamtx/mediamtx.yml" |
      write_file "$MEDIAMTX_ETC/mediamtx.yml" root:mediamtx 640
  fi
  # The secret always is the backend's: a restore may have brought another one.
  local address="http://mediamtx:$secret@127.0.0.1:$port/api/v1/streams/validate-token"
  if ! grep -qF "authHTTPAddress: $address" "$MEDIAMTX_ETC/mediamtx.yml" 2>/dev/null; then
    [ -n "$DRY_RUN" ] || sed "s#^authHTTPAddress: http://mediamtx:.*#authHTTPAddress: $address#" "$MEDIAMTX_ETC/mediamtx.yml" |
      write_file "$MEDIAMTX_ETC/mediamtx.yml" root:mediamtx 640
  fi
  printf 'MEDIAMTX_HOOK_SECRET=%s\n' "$secret" | write_file "$MEDIAMTX_ETC/environment" root:mediamtx 640
}
