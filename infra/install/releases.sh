# shellcheck shell=bash disable=SC2153,SC2154
# Releases are in /opt/ppf-monitoring/releases; the links `current` and `previous` point to two of them. A change of the
# release includes a backup, the schema of the database, and the services.

release_name() { head -1 "$1/RELEASE"; }
release_cli() { (
  cd /
  set -a
  # shellcheck disable=SC1090
  . "$SETTINGS"
  set +a
  "$1/node_modules/.bin/node" "$1/apps/backend/dist/cli/main.js" "${@:2}"
); }
link_release() {
  run ln -sfn "$2" "$OPT/$1.part"
  run mv -T "$OPT/$1.part" "$OPT/$1"
}

copy_release() {
  local name target
  name=$(release_name "$RELEASE")
  target=$OPT/releases/$name
  [ "$RELEASE" != "$(readlink -f "$target")" ] && [ ! -d "$target" ] || return 0
  say "Copying release $name …"
  run rm -rf "$target.part"
  run cp -a --no-preserve=ownership "$RELEASE" "$target.part"
  run mv -T "$target.part" "$target"
}

# Backup, schema, link, start: in this order, so that the old release runs until the new one can replace it.
switch_release() {
  local target current
  target=$OPT/releases/$(release_name "$RELEASE")
  current=$(readlink -e "$OPT/current" 2>/dev/null || true)
  if [ "$current" = "$target" ]; then
    start_services
    return
  fi
  if [ -n "$current" ]; then
    say "Upgrading from $(release_name "$current") to $(release_name "$RELEASE") …"
    back_up_before "$current"
    with_systemd stop ppf-monitoring
  fi
  [ -n "$DRY_RUN" ] || release_cli "$target" migrate || keep_running "$target" "$current"
  [ -z "$current" ] || link_release previous "$current"
  link_release current "$target"
  start_services
  is_ready || {
    [ -n "$current" ] || fail "the backend does not become ready: see journalctl -u ppf-monitoring."
    say 'The new release does not become ready: rolling back.'
    roll_back
    fail "the previous release runs again; see journalctl -u ppf-monitoring for the error of the new one."
  }
}

# Handles a failed migration: undoes its completed steps and starts the old release again.
keep_running() {
  [ -n "$2" ] || fail 'the database could not be migrated.'
  release_cli "$1" migrate --to "$(release_cli "$2" last-migration)" || true
  with_systemd start ppf-monitoring
  fail "the database could not be migrated; release $(release_name "$2") runs again."
}

back_up_before() {
  local file
  file=/var/backups/ppf-monitoring/before-$(release_name "$RELEASE")-$(date +%Y-%m-%dT%H%M%S).backup
  if [ -n "$DRY_RUN" ]; then say "  would write: $file"; else release_cli "$1" backup --to "$file"; fi
}

# Starts the previous release with its schema. Data that only the newer schema can store is lost; it is in the backup.
roll_back() {
  local current previous
  current=$(readlink -e "$OPT/current" 2>/dev/null || true)
  previous=$(readlink -e "$OPT/previous" 2>/dev/null || true)
  [ -d "${previous:-/nowhere}" ] || fail 'there is no previous release.'
  say "Rolling back from $(release_name "$current") to $(release_name "$previous") …"
  with_systemd stop ppf-monitoring
  [ -n "$DRY_RUN" ] || release_cli "$current" migrate --to "$(release_cli "$previous" last-migration)"
  link_release current "$previous"
  link_release previous "$current"
  [ -d "$previous/apps/media-agent" ] || remove_media_agent
  start_services
}

start_services() {
  has_systemd || {
    say 'systemd is not running: start the services with the commands of their units in /etc/systemd/system.'
    return 0
  }
  local services=(ppf-monitoring)
  [ ! -f "$AGENT_DROP_IN" ] || services+=(ppf-media-agent)
  services+=(mediamtx)
  run systemctl enable --quiet "${services[@]}" nginx
  run systemctl restart "${services[@]}"
  run systemctl reload-or-restart nginx
}

is_ready() {
  local port
  if [ -n "$DRY_RUN" ] || ! has_systemd; then return 0; fi
  port=$(setting PORT)
  for _ in $(seq 60); do
    curl -fsS -o /dev/null "http://127.0.0.1:${port:-3000}/health/live" 2>/dev/null && return 0
    sleep 1
  done
  return 1
}

finish() {
  [ -z "$DRY_RUN" ] || { say 'Nothing was changed.' && return 0; }
  nginx -t -q 2>/dev/null || say "nginx refuses its configuration: run nginx -t for the reason."
  cat <<TEXT
Release $(release_name "$RELEASE") is installed.

  Open            https://$DOMAIN
  Sign in         $EMAIL, with ADMIN_PASSWORD in $SETTINGS (first start only)
  Open ports      443/tcp, 80/tcp, 8554/tcp, 8189/udp and 8189/tcp
  Back up         ppf-monitoring backup --to <file>; also store BACKUP_PASSPHRASE of $SETTINGS elsewhere
TEXT
}

uninstall() {
  say 'Removing services, files and site …'
  remove_media_agent
  with_systemd disable --now --quiet ppf-monitoring mediamtx || true
  run rm -f /etc/systemd/system/ppf-monitoring.service /etc/systemd/system/mediamtx.service "$SITE" \
    /usr/local/bin/ppf-monitoring /usr/local/bin/mediamtx
  run rm -rf "$OPT"
  with_systemd daemon-reload
  with_systemd reload nginx || true
  if [ -z "$PURGE" ]; then
    say "Kept: the database ppf, $ETC, $MEDIAMTX_ETC, $AGENT_DATA and /var/backups/ppf-monitoring. --purge removes all except the backups."
    return
  fi
  if [ -z "$DRY_RUN" ] && command -v pg_lsclusters >/dev/null; then
    postgres -c 'DROP DATABASE IF EXISTS ppf WITH (FORCE)' -c 'DROP ROLE IF EXISTS ppf' || say 'The database ppf was not removed: PostgreSQL is not running.'
  fi
  run rm -rf "$ETC" "$MEDIAMTX_ETC" "$AGENT_DATA"
  local user
  for user in ppf-monitoring mediamtx; do
    if id "$user" >/dev/null 2>&1; then run userdel "$user"; fi
  done
}
