# shellcheck shell=bash disable=SC2153,SC2154
# The media agent: it writes the file with the cameras that MediaMTX is started with (docs/adr/0034).

AGENT_SETTINGS=$MEDIAMTX_ETC/agent.env
AGENT_DATA=/var/lib/ppf-media-agent
AGENT_UNIT=/etc/systemd/system/ppf-media-agent.service
AGENT_DROP_IN=/etc/systemd/system/mediamtx.service.d/media-agent.conf

# Whether the agent sets the paths of cameras. Without it, the backend sets them over the control API.
wants_media_agent() { [ "$MEDIA_AGENT" != off ] && [ "$(setting MEDIAMTX_PATHS_BY_API)" != true ]; }

# Removes the earlier choice from the settings when there is another one. A code is offered once: the next agent needs a new one.
choose_media_agent() {
  local names
  case "$MEDIA_AGENT" in
    on) names='MEDIAMTX_PATHS_BY_API' ;;
    off) names='MEDIAMTX_PATHS_BY_API\|MEDIA_AGENT_CODE' ;;
    *) return 0 ;;
  esac
  [ -f "$SETTINGS" ] || return 0
  sed "/^\($names\)=/d" "$SETTINGS" | write_file "$SETTINGS" root:root 600
}

# Writes the agent's settings, makes its first file and has MediaMTX started with it. With settings of MediaMTX that the
# agent does not permit, MediaMTX stays as it is.
set_up_media_agent() {
  if ! wants_media_agent; then
    run rm -f "$AGENT_DATA/credential"
    remove_media_agent
    return
  fi
  run install -d -m 700 -o mediamtx -g mediamtx "$AGENT_DATA"
  write_agent_settings
  if [ -n "$DRY_RUN" ]; then
    say "  would write: $AGENT_DATA/mediamtx.yml, $AGENT_UNIT, $AGENT_DROP_IN"
    return
  fi
  local output
  if ! output=$(prepare_agent_file 2>&1); then
    say 'The media agent is not used, and the backend sets the paths of cameras over the control API:' "$output"
    remove_media_agent
    return
  fi
  sed -n "s#^[^ ]* WARN #$MEDIAMTX_ETC/mediamtx.yml: #p" <<<"$output"
  install -D -m 644 "$RELEASE/infra/systemd/mediamtx.service.d/media-agent.conf" "$AGENT_DROP_IN"
  install -m 644 "$RELEASE/infra/systemd/ppf-media-agent.service" "$AGENT_UNIT"
  with_systemd daemon-reload
}

# The key of the file stays, because the agent reads its file back. The code is that of the backend, which a restore may
# have changed.
write_agent_settings() {
  local key port api
  if [ -f "$AGENT_SETTINGS" ]; then key=$(sed -n 's/^MTX_CONFKEY=//p' "$AGENT_SETTINGS"); fi
  port=$(setting PORT)
  api=$(sed -n 's/^apiAddress:.*:\([0-9]\{1,5\}\)[^0-9]*$/\1/p' "$MEDIAMTX_ETC/mediamtx.yml" 2>/dev/null || true)
  write_file "$AGENT_SETTINGS" root:root 600 <<SETTINGS
# Settings of the media agent (apps/media-agent/README.md). MTX_CONFKEY is the key of the file of MediaMTX: mode 600.
MTX_CONFKEY=${key:-$(random 24)}
MEDIA_AGENT_BACKEND_URL=http://127.0.0.1:${port:-3000}
MEDIA_AGENT_API_URL=http://127.0.0.1:${api:-9997}
MEDIA_AGENT_CODE=$(setting MEDIA_AGENT_CODE)
MEDIA_AGENT_MEDIAMTX_VERSION=$(/usr/local/bin/mediamtx --version 2>/dev/null || true)
SETTINGS
}

# As the unit does before each start. Secrets are in the environment, which only this user and root can read.
prepare_agent_file() { (
  cd /
  target=$OPT/releases/$(release_name "$RELEASE")
  set -a
  # shellcheck disable=SC1090
  . "$AGENT_SETTINGS"
  export MEDIA_AGENT_DATA_DIR=$AGENT_DATA MEDIA_AGENT_SETTINGS_FILE=$MEDIAMTX_ETC/mediamtx.yml NODE_ENV=production
  set +a
  runuser -u mediamtx -- "$target/node_modules/.bin/node" "$target/apps/media-agent/dist/main.js" prepare
); }

# The file and the credential stay, except with --purge.
remove_media_agent() {
  [ -f "$AGENT_UNIT" ] || return 0
  with_systemd disable --now --quiet ppf-media-agent || true
  run rm -f "$AGENT_UNIT" "$AGENT_DROP_IN"
  with_systemd daemon-reload
}
