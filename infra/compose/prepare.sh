#!/usr/bin/env bash
# Creates the files of compose.yaml: secrets/ (one file each), backend.env, media.env, nginx.conf. Existing files are not
# changed.
#   ./prepare.sh <domain> [<email of the first administrator>]
# Replace secrets/certificate.pem and secrets/key.pem with your certificate; browsers do not trust the generated one.
set -euo pipefail
domain=${1:-}
email=${2:-admin@$domain}
[[ $domain =~ ^[A-Za-z0-9.-]+$ ]] || {
  echo 'Usage: ./prepare.sh <domain> [<email of the first administrator>]' >&2
  exit 2
}
cd "$(dirname "$0")"
infra=..
# Other users cannot enter the folder. The users of the containers read the files.
mkdir -p -m 700 secrets

secret() { [ -s "secrets/$1" ] || { tr -d '\n' >"secrets/$1" && chmod 444 "secrets/$1"; }; }
secret database_password < <(openssl rand -hex 24)
secret DATABASE_URL < <(printf 'postgres://ppf:%s@database:5432/ppf' "$(cat secrets/database_password)")
for name in ACCESS_TOKEN_SECRET STREAM_TOKEN_SECRET; do secret "$name" < <(openssl rand -hex 48); done
secret SEALING_KEY < <(openssl rand -base64 32)
secret MEDIAMTX_HOOK_SECRET < <(openssl rand -hex 32)
secret MEDIA_AGENT_CODE < <(openssl rand -hex 24)
secret ADMIN_PASSWORD < <(openssl rand -hex 12)
secret BACKUP_PASSPHRASE < <(openssl rand -hex 18)

if [ ! -s secrets/certificate.pem ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 -subj "/CN=$domain" \
    -addext "subjectAltName=DNS:$domain" -keyout secrets/key.pem -out secrets/certificate.pem 2>/dev/null
  chmod 444 secrets/certificate.pem secrets/key.pem
fi

# Always rewritten from the original file, because the hook's secret may have changed.
rm -f secrets/mediamtx.yml
sed -e "s#^authHTTPAddress: .*#authHTTPAddress: http://mediamtx:$(cat secrets/MEDIAMTX_HOOK_SECRET)@backend:4000/api/v1/streams/validate-token#" \
  -e 's#^apiAddress: .*#apiAddress: :9997#' -e 's#^metricsAddress: .*#metricsAddress: :9998#' \
  -e 's#^webrtcAddress: .*#webrtcAddress: :8889#' -e 's#^hlsAddress: .*#hlsAddress: :8888#' \
  -e "s#^webrtcAdditionalHosts: .*#webrtcAdditionalHosts: [$domain]#" \
  -e 's#^webrtcTrustedProxies: .*#webrtcTrustedProxies: [172.30.57.0/24]#' \
  -e 's#^hlsTrustedProxies: .*#hlsTrustedProxies: [172.30.57.0/24]#' \
  "$infra/mediamtx/mediamtx.yml" >secrets/mediamtx.yml
chmod 444 secrets/mediamtx.yml

# The key of the file of MediaMTX, with the passwords of the cameras.
[ -s media.env ] || (umask 077 && printf 'MTX_CONFKEY=%s\n' "$(openssl rand -hex 16)" >media.env)

[ -s backend.env ] || cat >backend.env <<SETTINGS
PUBLIC_URL=https://$domain
MEDIAMTX_WEBRTC_URL=https://$domain/webrtc
MEDIAMTX_HLS_URL=https://$domain/hls
MEDIAMTX_RTSP_URL=rtsp://$domain:8554
ADMIN_EMAIL=$email
SETTINGS

[ -s nginx.conf ] || sed -e "s/stream\.your-domain\.com/$domain/g" \
  -e "s#/etc/letsencrypt/live/$domain/fullchain.pem#/run/secrets/certificate.pem#" \
  -e "s#/etc/letsencrypt/live/$domain/privkey.pem#/run/secrets/key.pem#" \
  -e 's/listen 80;/listen 8080;/' -e 's/listen 443 ssl/listen 8443 ssl/' \
  -e 's/127\.0\.0\.1:3000/backend:3000/' -e 's/127\.0\.0\.1:8889/media:8889/' -e 's/127\.0\.0\.1:8888/media:8888/' \
  -e 's#access_log /var/log/nginx/ppf-monitoring.log#access_log /dev/stdout#' \
  -e 's#error_log /var/log/nginx/ppf-monitoring-media.log#error_log /dev/stderr#' \
  "$infra/nginx/ppf-monitoring.conf" >nginx.conf
echo "Ready: docker compose up --build --detach. First sign-in: $email, with the password in secrets/ADMIN_PASSWORD."
