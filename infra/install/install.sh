#!/usr/bin/env bash
# Installs PPF Monitoring on a server with Debian 12 or Ubuntu 22.04 and later: backend and dashboard, PostgreSQL,
# MediaMTX, nginx. Run it from a release (`npm run release` makes one), as root:
#
#   tar -xzf ppf-monitoring-0.1.0-linux-x64.tar.gz
#   sudo ppf-monitoring-0.1.0/infra/install/install.sh --domain stream.your-domain.com --email you@your-domain.com
#
# Run again, it changes only what differs; run from a newer release, it upgrades. See docs/guides/operating.md.
set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: install.sh --domain <name> --email <first administrator> [options]     install, or upgrade
       install.sh rollback                                                      back to the release before
       install.sh uninstall [--purge]                                           take it away; --purge: data and settings too

  --domain <name>          by which browsers reach this server
  --email <address>        of the first administrator; the password is printed once, and kept in backend.env
  --certificate <file>     TLS certificate and --key <file>; without, one that no browser trusts is made, to be replaced
  --mediamtx <file>        MediaMTX, as program or .tar.gz; without, the release in infra/install/mediamtx.release is fetched
  --mediamtx-url <url>     a mirror, instead of GitHub: <url>/<version>/<file>
  --ffmpeg                 FFmpeg too: for cameras that are re-encoded, and for pictures of a camera test
  --dry-run                tell what would be done, and do nothing
USAGE
}

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
RELEASE=$(cd "$HERE/../.." && pwd)
# shellcheck source=infra/install/steps.sh
. "$HERE/steps.sh"
# shellcheck source=infra/install/mediamtx.sh
. "$HERE/mediamtx.sh"
# shellcheck source=infra/install/releases.sh
. "$HERE/releases.sh"

COMMAND=install DOMAIN='' EMAIL='' CERTIFICATE='' KEY='' MEDIAMTX='' MEDIAMTX_URL='' FFMPEG='' DRY_RUN='' PURGE=''
case "${1:-}" in
  install | rollback | uninstall) COMMAND=$1 && shift ;;
esac
while [ $# -gt 0 ]; do
  case "$1" in
    --domain | --email | --certificate | --key | --mediamtx | --mediamtx-url)
      [ -n "${2:-}" ] || fail "$1 needs a value."
      name=${1#--}
      name=${name//-/_}
      printf -v "${name^^}" '%s' "$2"
      shift 2
      ;;
    --ffmpeg) FFMPEG=1 && shift ;;
    --dry-run) DRY_RUN=1 && shift ;;
    --purge) PURGE=1 && shift ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && fail "There is no option $1." ;;
  esac
done

check_machine
case "$COMMAND" in
  install)
    check_options
    install_packages
    make_users
    copy_release
    prepare_database
    write_settings
    install_mediamtx
    write_mediamtx_settings
    install_units
    install_site
    install_command
    switch_release
    finish
    ;;
  rollback) roll_back ;;
  uninstall) uninstall ;;
esac
