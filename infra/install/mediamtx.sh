# shellcheck shell=bash disable=SC2153,SC2154
# MediaMTX: the binary, and the settings that it shares with the backend.

# Installs the file of --mediamtx, or downloads the release in mediamtx.release and verifies its checksum.
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
  "$folder/mediamtx" --version >/dev/null || fail "$source is not a MediaMTX for this machine."
  # A running binary can only be replaced by a rename.
  install -m 755 "$folder/mediamtx" "$program.part"
  mv "$program.part" "$program"
  rm -rf "$folder"
}

fetch_mediamtx() {
  local folder=$1 version sum file base=${MEDIAMTX_URL:-https://github.com/bluenviron/mediamtx/releases/download}
  version=$(head -1 "$HERE/mediamtx.release")
  read -r sum file < <(grep "_linux_$(dpkg --print-architecture)\.tar" "$HERE/mediamtx.release") ||
    fail "there is no MediaMTX $version for $(dpkg --print-architecture): use --mediamtx <file>."
  curl -fsSL --retry 2 -o "$folder/$file" "$base/$version/$file" ||
    fail "MediaMTX $version cannot be downloaded from $base: use --mediamtx <file>, or a mirror with --mediamtx-url."
  echo "$sum  $folder/$file" | sha256sum -c --status || fail "the download from $base is not MediaMTX $version: its SHA-256 is wrong."
  echo "$folder/$file"
}

write_mediamtx_settings() {
  local secret port
  secret=$(setting MEDIAMTX_HOOK_SECRET) port=$(setting HOOK_PORT)
  # The default of the backend.
  if [ -z "$port" ]; then port=$(setting PORT) && port=$((${port:-3000} + 1000)); fi
  if [ ! -f "$MEDIAMTX_ETC/mediamtx.yml" ]; then
    sed -e "s/^webrtcAdditionalHosts: \[\]/webrtcAdditionalHosts: [$DOMAIN]/" "$RELEASE/infra/mediamtx/mediamtx.yml" |
      write_file "$MEDIAMTX_ETC/mediamtx.yml" root:mediamtx 640
  fi
  # Always the secret of the backend, which a restore may have changed.
  local address="http://mediamtx:$secret@127.0.0.1:$port/api/v1/streams/validate-token"
  if ! grep -qF "authHTTPAddress: $address" "$MEDIAMTX_ETC/mediamtx.yml" 2>/dev/null; then
    [ -n "$DRY_RUN" ] || sed "s#^authHTTPAddress: http://mediamtx:.*#authHTTPAddress: $address#" "$MEDIAMTX_ETC/mediamtx.yml" |
      write_file "$MEDIAMTX_ETC/mediamtx.yml" root:mediamtx 640
  fi
  printf 'MEDIAMTX_HOOK_SECRET=%s\n' "$secret" | write_file "$MEDIAMTX_ETC/environment" root:mediamtx 640
}
