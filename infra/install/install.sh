#!/usr/bin/env bash
# Installs PPF Monitoring on a server with Debian 12 or Ubuntu 22.04 and later: backend and dashboard, PostgreSQL,
# MediaMTX, nginx. Run it from a release (`npm run release` builds one), as root:
#
#   tar -xzf ppf-monitoring-0.1.0-linux-x64.tar.gz
#   sudo ppf-monitoring-0.1.0/infra/install/install.sh --domain stream.your-domain.com --email you@your-domain.com
#
# A second run changes only differences; a run from a newer release upgrades. See docs/guides/operating.md.
set -euo pipefail

usage() {
  cat <<'USAGE'
Usage: install.sh --domain <name> --email <first administrator> [options]     install, or upgrade
       install.sh rollback                                                      return to the previous release
       install.sh uninstall [--purge]                                           uninstall; --purge: data and settings too

  --domain <name>          name by which browsers reach this server
  --email <address>        email of the first administrator; the password is stored in backend.env
  --certificate <file>     TLS certificate, with --key <file>; default: a self-signed certificate that you replace later
  --mediamtx <file>        MediaMTX, as binary or .tar.gz; default: downloads the release in infra/install/mediamtx.release
  --mediamtx-url <url>     a mirror instead of GitHub: <url>/<version>/<file>
  --media-agent on|off     whether a media agent sets the paths of cameras by file; default: as before, at first on
  --ffmpeg                 also install FFmpeg, for re-encoded cameras and for snapshots of camera tests
  --dry-run                print the steps without running them
USAGE
}

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
RELEASE=$(cd "$HERE/../.." && pwd)
# shellcheck source=infra/install/steps.sh
. "$HERE/steps.sh"
# shellcheck source=infra/install/mediamtx.sh
. "$HERE/mediamtx.sh"
# shellcheck source=infra/install/media-agent.sh
. "$HERE/media-agent.sh"
# shellcheck source=infra/install/releases.sh
. "$HERE/releases.sh"

COMMAND=install DOMAIN='' EMAIL='' CERTIFICATE='' KEY='' MEDIAMTX='' MEDIAMTX_URL='' MEDIA_AGENT='' FFMPEG='' DRY_RUN='' PURGE=''
case "${1:-}" in
  install | rollback | uninstall) COMMAND=$1 && shift ;;
esac
while [ $# -gt 0 ]; do
  case "$1" in
    --domain | --email | --certificate | --key | --mediamtx | --mediamtx-url | --media-agent)
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
    *) usage >&2 && fail "unknown option $1." ;;
  esac
done

check_machine
case "$COMMAND" in
  install)
    check_options
    install_packages
    create_users
    copy_release
    prepare_database
    write_settings
    install_mediamtx
    write_mediamtx_settings
    install_units
    set_up_media_agent
    install_site
    install_command
    switch_release
    finish
    ;;
  rollback) roll_back ;;
  uninstall) uninstall ;;
esac
