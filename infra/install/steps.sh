# shellcheck shell=bash disable=SC2153,SC2154
# The steps of install.sh. Each step changes nothing if its result already exists.

ETC=/etc/ppf-monitoring
SETTINGS=$ETC/backend.env
MEDIAMTX_ETC=/etc/mediamtx
OPT=/opt/ppf-monitoring
SITE=/etc/nginx/conf.d/ppf-monitoring.conf

say() { printf '%s\n' "$*"; }
fail() {
  printf 'Not installed: %s\n' "$*" >&2
  exit 1
}
# Runs a command that changes something, or prints it with --dry-run. Arguments contain no secrets.
run() {
  if [ -n "$DRY_RUN" ]; then
    say "  would run: $*"
  else
    "$@"
  fi
}
quietly() { "$@" >/dev/null; }
# Writes standard input to a file with an owner and mode, atomically. Standard input may contain secrets.
write_file() {
  local file=$1 owner=$2 mode=$3
  if [ -n "$DRY_RUN" ]; then
    say "  would write: $file ($owner, $mode)"
    cat >/dev/null
    return
  fi
  (umask 077 && cat >"$file.part")
  chown "$owner" "$file.part"
  chmod "$mode" "$file.part"
  mv "$file.part" "$file"
}
# systemd may be absent: in a container, or while a root file system is built.
has_systemd() { [ -d /run/systemd/system ]; }
with_systemd() { if has_systemd; then run systemctl "$@"; fi; }

setting() { if [ -f "$SETTINGS" ]; then sed -n "s/^$1='\{0,1\}\([^']*\)'\{0,1\}\$/\1/p" "$SETTINGS" | tail -1; fi; }
random() { "$RELEASE/node_modules/.bin/node" -p "require('node:crypto').randomBytes($1).toString('${2:-base64url}')"; }

check_machine() {
  [ "$(id -u)" -eq 0 ] || [ -n "$DRY_RUN" ] || fail 'run it as root (sudo).'
  command -v apt-get >/dev/null || fail 'this is neither Debian nor Ubuntu: apt-get is missing.'
}

check_options() {
  [ -f "$RELEASE/RELEASE" ] || fail "$RELEASE is not a release: build one with npm run release, and run its install.sh."
  "$RELEASE/node_modules/.bin/node" --version >/dev/null 2>&1 ||
    fail "the release is for another platform than $(uname -m): build one on such a machine."
  : "${DOMAIN:=$(setting PUBLIC_URL | sed 's#^https://##')}"
  : "${EMAIL:=$(setting ADMIN_EMAIL)}"
  [[ $DOMAIN =~ ^[A-Za-z0-9.-]+$ ]] || fail '--domain is needed: the name by which browsers reach this server.'
  [[ $EMAIL =~ ^[^[:space:]@\']+@[^[:space:]@\']+$ ]] || fail '--email is needed: the address of the first administrator.'
  [ -z "$CERTIFICATE" ] || [ -f "$CERTIFICATE" ] || fail "$CERTIFICATE does not exist."
  [ -z "$MEDIAMTX" ] || [ -f "$MEDIAMTX" ] || fail "$MEDIAMTX does not exist."
  [[ $MEDIA_AGENT =~ ^(on|off|)$ ]] || fail '--media-agent must be on or off.'
}

install_packages() {
  local wanted=(postgresql nginx openssl curl ca-certificates) missing=() package
  [ -z "$FFMPEG" ] || wanted+=(ffmpeg)
  for package in "${wanted[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing ${missing[*]} …"
  run apt-get update -qq
  run quietly env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

create_users() {
  local user
  for user in ppf-monitoring mediamtx; do
    id "$user" >/dev/null 2>&1 ||
      run useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$user"
  done
  run install -d -m 755 "$OPT" "$OPT/releases"
  run install -d -m 700 "$ETC" /var/backups/ppf-monitoring
  run install -d -m 750 -g mediamtx "$MEDIAMTX_ETC"
}

postgres() { runuser -u postgres -- psql -X -q -v ON_ERROR_STOP=1 -p "$(database_port)" "$@"; }
database_port() { pg_lsclusters -h | awk 'NR == 1 { print $3 }'; }

# Creates a database in the distribution's PostgreSQL, unless DATABASE_URL is set.
prepare_database() {
  [ -z "$(setting DATABASE_URL)" ] || return 0
  say 'Creating the database ppf …'
  [ -z "$DRY_RUN" ] || return 0
  local version cluster port status rest
  read -r version cluster port status rest < <(pg_lsclusters -h) || fail 'PostgreSQL has no cluster: create one with pg_createcluster.'
  if [ "$status" != online ]; then
    if has_systemd; then systemctl start postgresql; else pg_ctlcluster "$version" "$cluster" start; fi
  fi
  DATABASE_PASSWORD=$(random 24)
  [ -n "$(postgres -tA -c "SELECT 1 FROM pg_roles WHERE rolname = 'ppf'")" ] || postgres -c 'CREATE ROLE ppf LOGIN'
  postgres <<<"ALTER ROLE ppf PASSWORD '$DATABASE_PASSWORD'"
  [ -n "$(postgres -tA -c "SELECT 1 FROM pg_database WHERE datname = 'ppf'")" ] ||
    postgres -c "CREATE DATABASE ppf OWNER ppf ENCODING 'UTF8' TEMPLATE template0"
}

# Adds missing settings; existing ones are not changed.
write_settings() {
  local name value added=''
  add() {
    name=$1 value=$2
    [ -n "$(setting "$name")" ] || added+="$name='$value'"$'\n'
  }
  choose_media_agent
  if [ -n "${DATABASE_PASSWORD:-}" ]; then
    add DATABASE_URL "postgres://ppf:$DATABASE_PASSWORD@127.0.0.1:$(database_port)/ppf"
  fi
  add PUBLIC_URL "https://$DOMAIN"
  add MEDIAMTX_WEBRTC_URL "https://$DOMAIN/webrtc"
  add MEDIAMTX_HLS_URL "https://$DOMAIN/hls"
  add MEDIAMTX_RTSP_URL "rtsp://$DOMAIN:8554"
  add ACCESS_TOKEN_SECRET "$(random 48)"
  add STREAM_TOKEN_SECRET "$(random 48)"
  add SEALING_KEY "$(random 32 base64)"
  add MEDIAMTX_HOOK_SECRET "$(random 32)"
  if [ "$MEDIA_AGENT" = off ]; then add MEDIAMTX_PATHS_BY_API true; fi
  if wants_media_agent; then add MEDIA_AGENT_CODE "$(random 24)"; fi
  add BACKUP_PASSPHRASE "$(random 18)"
  add ADMIN_EMAIL "$EMAIL"
  add ADMIN_PASSWORD "$(random 12)"
  [ -n "$added" ] || return 0
  say "Writing settings and secrets to $SETTINGS …"
  { cat "$SETTINGS" 2>/dev/null || say '# Settings of the backend (docs/reference/settings.md), values in single quotes. Contains secrets: mode 600.'; printf '%s' "$added"; } |
    write_file "$SETTINGS" root:root 600
}

install_units() {
  local unit
  for unit in ppf-monitoring mediamtx; do
    cmp -s "$RELEASE/infra/systemd/$unit.service" "/etc/systemd/system/$unit.service" ||
      run install -m 644 "$RELEASE/infra/systemd/$unit.service" "/etc/systemd/system/$unit.service"
  done
  with_systemd daemon-reload
}

install_site() {
  [ ! -f "$SITE" ] || return 0
  local certificate=${CERTIFICATE:-$ETC/tls/certificate.pem} key=${KEY:-$ETC/tls/key.pem} port
  port=$(setting PORT)
  if [ -z "$CERTIFICATE" ] && [ ! -f "$certificate" ]; then
    say 'Creating a self-signed certificate: browsers do not trust it until you replace it (docs/guides/operating.md) …'
    run install -d -m 700 "$ETC/tls"
    run openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 -subj "/CN=$DOMAIN" \
      -addext "subjectAltName=DNS:$DOMAIN" -keyout "$key" -out "$certificate" 2>/dev/null
  fi
  sed -e "s#/etc/letsencrypt/live/stream.your-domain.com/fullchain.pem#$certificate#" \
    -e "s#/etc/letsencrypt/live/stream.your-domain.com/privkey.pem#$key#" \
    -e "s/stream\.your-domain\.com/$DOMAIN/g" -e "s/127\.0\.0\.1:3000/127.0.0.1:${port:-3000}/g" \
    "$RELEASE/infra/nginx/ppf-monitoring.conf" | write_file "$SITE" root:root 644
}

# Installs the command `ppf-monitoring`: the backend's commands with its settings.
install_command() {
  write_file /usr/local/bin/ppf-monitoring root:root 755 <<'SCRIPT'
#!/bin/sh
# Commands of the PPF Monitoring backend with its settings: ppf-monitoring backup --to <file>, …
set -eu
[ -r /etc/ppf-monitoring/backend.env ] || { echo 'Only root can read the settings: use sudo.' >&2; exit 1; }
# A passphrase of the environment has precedence over that of the installation: it belongs to another backup.
passphrase=${BACKUP_PASSPHRASE:-}
passphrase_file=${BACKUP_PASSPHRASE_FILE:-}
set -a
. /etc/ppf-monitoring/backend.env
if [ -n "$passphrase_file" ]; then
  BACKUP_PASSPHRASE=
  BACKUP_PASSPHRASE_FILE=$passphrase_file
else
  BACKUP_PASSPHRASE=${passphrase:-${BACKUP_PASSPHRASE:-}}
fi
NODE_ENV=production
set +a
current=/opt/ppf-monitoring/current
exec "$current/node_modules/.bin/node" "$current/apps/backend/dist/cli/main.js" "$@"
SCRIPT
}
