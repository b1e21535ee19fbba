/**
 * English texts of findings and of `doctor`: `finding.*` is one sentence, `fix.*` the remedy, `detail.*` a short addition,
 * `check.*` the name, result and remedy of an installation check.
 */
export const EN = {
  'finding.no-camera': 'This pit has no camera yet.',
  'fix.no-camera': 'Set up the camera on the pit’s page.',
  'finding.camera-not-applied': 'The media server does not pull the camera with its current settings.',
  'fix.camera-not-applied': 'Open the pit’s page or the camera’s page for the reason and the fix.',
  'finding.video-is-h265': 'The camera sends H.265, which most browsers cannot play.',
  'fix.video-is-h265':
    'Set the camera’s video encoding to H.264 (also turn off “H.265+”), or turn on “Re-encode” here.',
  'finding.video-is-mjpeg': 'The camera sends Motion JPEG, which cannot be forwarded to browsers.',
  'fix.video-is-mjpeg': 'Set the camera’s video encoding to H.264, or turn on “Re-encode” here.',
  'finding.mjpeg-sends-nothing': 'The publisher is connected with Motion JPEG, but no picture arrives.',
  'fix.mjpeg-sends-nothing':
    'With FFmpeg, add “-huffman default” before the address: RTSP supports only JPEG pictures with the default tables. Sending H.264 is better; the camera’s page has the command.',
  'finding.server-cannot-reach-camera': 'The camera works, but the media server receives no video from it.',
  'fix.server-cannot-reach-camera':
    'Check that the media server is on the camera’s network or has a route to it, and that the camera accepts a second connection.',
  'finding.slow-start': 'The camera takes longer to start than the media server waits.',
  'fix.slow-start':
    'Turn off “Pull only while there are viewers” for this camera, so that it is always connected. On demand, the media server gives up after 10 s (sourceOnDemandStartTimeout, as this service sets it).',
  'finding.disconnects': 'The connection to the camera is lost repeatedly.',
  'fix.disconnects':
    'Check the camera’s network cable or Wi-Fi signal and its power supply, and lower its bitrate.',
  'finding.re-encoding-fails': 'The camera’s video arrives, but re-encoding for browsers fails.',
  'fix.re-encoding-fails':
    'Install FFmpeg on the media server’s machine (or use an image with -ffmpeg), read its log, and check that there is a free CPU core for each re-encoded camera.',
  'finding.publishes-to-another-path': 'The camera publishes to another pit’s address.',
  'fix.publishes-to-another-path': 'Enter the address shown for this pit in the camera, exactly as it is.',
  'finding.publishes-beside-the-path': 'The camera publishes to an outdated address of this pit.',
  'fix.publishes-beside-the-path':
    'Enter the address that the camera’s page shows now. It changes when you turn on “Re-encode” or a second stream.',
  'finding.wrong-publish-key': 'The camera publishes with a wrong key.',
  'fix.wrong-publish-key':
    'Enter the newest publish key in the camera. Creating a key invalidates the previous one.',
  'finding.media-server-down': 'The media server is not running.',
  'fix.media-server-down':
    'Start MediaMTX (systemctl status mediamtx) and read in its log why it stopped: it exits if its configuration is invalid. If it runs, check MEDIAMTX_API_URL and `api: yes`.',
  'finding.media-server-unreachable': 'The media server does not respond.',
  'fix.media-server-unreachable':
    'Check MEDIAMTX_HOST and MEDIAMTX_API_URL, the firewall between this service and MediaMTX, and that `apiAddress` is reachable from here.',
  'finding.media-server-refuses-us': 'The media server denies this service access to its control API.',
  'fix.media-server-refuses-us':
    "Exclude the API from authentication (`authHTTPExclude: ['{'action: api'}']`), or set the same MEDIAMTX_HOOK_SECRET here and in authHTTPAddress.",
  'finding.media-server-too-old': 'The media server is too old for this service.',
  'fix.media-server-too-old': 'Install MediaMTX v1.9.3 or later. JWT mode requires v1.12.3 or later.',
  'finding.media-server-clock': 'The clocks of the media server and of this service differ.',
  'fix.media-server-clock':
    'Synchronize both machines with a time server (timedatectl set-ntp true). Tokens are valid for one minute.',
  'finding.hook-off': 'The media server lets anyone watch, because it does not check viewers.',
  'fix.hook-off':
    'Set authMethod: http and authHTTPAddress in mediamtx.yml (in JWT mode: authMethod: jwt and authJWTJWKS), and restart MediaMTX.',
  'finding.hook-elsewhere': 'The media server checks viewers at an address other than this service.',
  'fix.hook-elsewhere':
    'Set authHTTPAddress to http://mediamtx:MEDIAMTX_HOOK_SECRET@<this service>/api/v1/streams/validate-token, and check that MediaMTX’s machine can reach it.',
  'finding.hook-without-secret': 'The media server calls this service without the hook secret.',
  'fix.hook-without-secret':
    'Add user and secret to authHTTPAddress: http://mediamtx:MEDIAMTX_HOOK_SECRET@…, with the secret from this service’s settings.',
  'finding.hook-refuses': 'The media server calls this service, which denies its own token.',
  'fix.hook-refuses':
    'Check that all replicas have the same STREAM_TOKEN_SECRET and database, and that their clocks are synchronized.',
  'finding.path-missing': 'The media server has no path for this pit.',
  'fix.path-missing':
    'Wait a few seconds after a restart of MediaMTX. Then run “reconcile --dry-run” and look for paths that it rejects.',
  'finding.webrtc-port-closed': 'Nothing responds at the address where browsers request the video.',
  'fix.webrtc-port-closed':
    'Open port 8889 (TCP) for browsers, or the proxy’s port 443. Check `webrtc: yes`, MEDIAMTX_WEBRTC_URL and MEDIAMTX_HOST.',
  'finding.webrtc-address-wrong':
    'A server other than the media server responds where browsers request the video.',
  'fix.webrtc-address-wrong':
    "Check MEDIAMTX_WEBRTC_URL and the proxy’s prefix: `location /webrtc/ '{' proxy_pass http://127.0.0.1:8889/; '}'` needs both trailing slashes.",
  'finding.proxy-cannot-reach-server': 'The proxy in front of the media server cannot reach it.',
  'fix.proxy-cannot-reach-server':
    'Check proxy_pass: it must contain the address and port of MediaMTX’s WebRTC server (8889).',
  'finding.cors-refused': 'The media server does not allow requests from the dashboard’s page (CORS).',
  'fix.cors-refused':
    'Let the proxy pass on MediaMTX’s headers and add no CORS headers of its own. Set webrtcAllowOrigin to `*` or to PUBLIC_URL, and check PUBLIC_URL and MEDIAMTX_HOST.',
  'finding.media-not-https': 'The dashboard uses https but the media server only http, which browsers block.',
  'fix.media-not-https':
    'Serve MediaMTX through the TLS proxy, and set MEDIAMTX_WEBRTC_URL and MEDIAMTX_HLS_URL to its https addresses.',
  'finding.media-host-is-loopback': 'The media address sends browsers to their own machine.',
  'fix.media-host-is-loopback':
    'Set MEDIAMTX_HOST (or MEDIAMTX_WEBRTC_URL and MEDIAMTX_HLS_URL) to a name under which browsers reach MediaMTX, not to localhost.',
  'finding.ice-hosts-missing': 'The media server offers browsers only addresses that they cannot reach.',
  'fix.ice-hosts-missing':
    'Set webrtcAdditionalHosts in mediamtx.yml to the public name or address (required behind NAT and in Docker), and restart MediaMTX.',
  'finding.udp-blocked': 'The network blocks WebRTC media.',
  'fix.udp-blocked':
    'Open port 8189 (UDP) to the media server in every firewall and in Docker. Where UDP is not allowed, set webrtcLocalTCPAddress or a TURN server.',
  'finding.browser-cannot-reach-media': 'This service can reach the media server, but this browser cannot.',
  'fix.browser-cannot-reach-media':
    'Check from the viewer’s network that MEDIAMTX_WEBRTC_URL opens and has a valid certificate, and that users open the dashboard at PUBLIC_URL.',
  'finding.token-refused': 'The media server does not accept the viewer’s token.',
  'fix.token-refused':
    'Check that all replicas have the same STREAM_TOKEN_SECRET (in JWT mode: STREAM_TOKEN_KEY, and that MediaMTX can fetch the key set), and that the clocks are synchronized.',
  'finding.pit-viewers-full': 'This pit has reached its maximum number of viewers.',
  'fix.pit-viewers-full':
    'Wait until a viewer leaves, or end a viewing session under “Viewers”. The operator can raise STREAM_MAX_VIEWERS_PER_PIT.',
  'finding.workshop-viewers-full': 'This workshop has reached its maximum number of viewers.',
  'fix.workshop-viewers-full':
    'Close other pits, or wait until a viewer leaves. The operator can raise STREAM_MAX_VIEWERS_PER_WORKSHOP.',
  'finding.viewer-sessions-full': 'You have reached the maximum number of pits that one user can watch.',
  'fix.viewer-sessions-full':
    'Close one of them here or on another device. The operator can raise STREAM_MAX_SESSIONS_PER_VIEWER.',
  'finding.viewing-ended': 'Your viewing session was ended, or the link that you used is no longer valid.',
  'fix.viewing-ended':
    'Press “Watch again”. If the session ends again, ask the owner of the workshop for access or for a new link.',
  'finding.lease-ended': 'Your viewing session expired because this page did not renew it.',
  'fix.lease-ended': 'Press “Watch again”. If it happens often, keep the page in view and check the network.',
  'finding.browser-codec': 'This browser cannot play the camera’s video format.',
  'fix.browser-codec': 'Use a current Chrome, Edge, Firefox or Safari, or set the camera to H.264.',
  'finding.nothing-decoded': 'The video arrives, but this browser cannot decode a picture.',
  'fix.nothing-decoded':
    'Set the camera’s key frame interval to one second and its profile to Main or Baseline. Then reload the page.',
  'finding.browser-failed': 'This browser failed to play the video.',
  'fix.browser-failed':
    'Reload the page. If the problem remains, update the browser or turn off its hardware acceleration.',
  'finding.lag': 'The picture is more than three seconds behind.',
  'fix.lag':
    'Lower the camera’s resolution and bitrate, check the bandwidth of the server and of this network, and allow UDP so that WebRTC can be used.',
  'finding.browser-clock': 'The clock of this device is wrong.',
  'fix.browser-clock':
    'Set the device’s date and time from the network. Until then, times on this page are wrong.',

  'fix.for-operator': 'Contact the operator of the media server. The camera needs no change.',
  'fix.for-owner': 'Ask the owner of the workshop: {fix}',

  'diagnosis-running': 'Too many diagnoses are running. Try again in {seconds} s.',

  'detail.no-camera': 'There is no camera',
  'detail.not-tested': 'Not tested',
  'detail.test-busy': 'Not tested: too many camera tests are running',
  'detail.test-timeout': 'The camera test took too long',
  'detail.test-answers-late': 'The camera responds too late for the test',
  'detail.not-reached': 'Not reached',
  'detail.publishes': 'It publishes to the media server',
  'detail.publisher-not-testable': 'A camera that publishes cannot be tested',
  'detail.second-connection': 'It publishes to the media server, and accepts no second connection',
  'detail.paused-for-this': 'The camera was paused for this reason',
  'detail.no-picture-arrives': 'No picture arrives that could be checked',
  'detail.over-hls': 'The picture is played over HLS',
  'detail.picture-plays': 'A picture is playing',
  'detail.plays-anyway': 'The picture plays anyway',
  'detail.plays-here': 'It plays here',
  'detail.media-passes': 'Media is received',
  'detail.re-encoded': 'It is re-encoded',
  'detail.probe-timeout': 'No result in time',
  'detail.not-mediamtx': 'Another server responds at this address',
  'detail.version': 'MediaMTX {version}',
  'detail.version-before': 'MediaMTX before {version}',
  'detail.before': 'before {version}',
  'detail.clock-ahead': '{offset} ahead',
  'detail.clock-behind': '{offset} behind',
  'detail.token-accepted': 'It accepted a token of this service',
  'detail.hook-accepted': 'It called the hook and accepted the decision',
  'detail.hook-not-tried': 'It could not be tested',
  'detail.hook-configured': 'It is configured, but could not be tested',
  'detail.no-stream-expected': 'No stream is expected',
  'detail.awaits-key-frame': 'The media server waits for a key frame',
  'detail.outages': '{count, plural, one {# outage} other {# outages}} in the last hour',
  'detail.pulled': 'It is pulled',
  'detail.published': 'It publishes',
  'detail.pulled-on-demand': 'It is pulled when a viewer watches',
  'detail.starting': 'The media server is starting to pull it',
  'detail.no-stream': 'The media server has no stream of it',
  'detail.mjpeg-too-large': 'Motion JPEG above 2040×2040 cannot be decoded',
  'detail.publishes-to': 'It publishes to {path}',
  'detail.whep-responds': 'It responds. Only a player can show whether media passes',
  'detail.udp-port': 'UDP port {port}',
  'detail.ice-hosts':
    '{hosts, plural, one {# additional host} other {# additional hosts}}, {servers, plural, one {# ICE server} other {# ICE servers}}',
  'detail.no-player': 'Your player has sent no report',
  'detail.player-connecting': 'The player is connecting',
  'detail.player-without-picture': 'The player has no picture',
  'detail.behind': '{seconds} s behind',
  'detail.plays': 'It plays',
  'detail.plays-over': 'It plays over {transport}',
  'detail.plays-at': 'It plays at {fps} frames per second',
  'detail.plays-over-at': 'It plays over {transport} at {fps} frames per second',

  'check.as-expected': 'as expected',
  'check.settings': 'settings',
  'check.settings.ok': 'complete',
  'check.database': 'database',
  'check.database.ok': 'PostgreSQL {version}. Its schema is up to date and the clocks are synchronized.',
  'check.database.unusable': 'PostgreSQL at {host} cannot be used ({code}).',
  'check.database.unusable.fix': 'Start PostgreSQL and check DATABASE_URL.',
  'check.database.too-old': 'PostgreSQL {version} is too old.',
  'check.database.too-old.fix': 'Install PostgreSQL {version} or later.',
  'check.database.newer': 'A newer version of this service has migrated the database.',
  'check.database.newer.fix': 'Run the newer version, or migrate back with its “migrate --to”.',
  'check.database.pending':
    '{count, plural, one {# migration has not run yet.} other {# migrations have not run yet.}}',
  'check.database.pending.fix': 'Start the service, or run “migrate”.',
  'check.database.clock': 'Compared with this machine, the database’s clock is {offset}.',
  'check.clock.fix': 'Synchronize both machines with a time server (timedatectl set-ntp true).',
  'check.sessions': 'database sessions',
  'check.sessions.ok': 'Notifications arrive, and locks are held.',
  'check.sessions.unknown': 'Sessions could not be tested.',
  'check.disk': 'disk of {folder}',
  'check.disk.unknown': 'The free space cannot be read from here.',
  'check.disk.free': '{free} GB of {total} GB are free.',
  'check.disk.fix': 'Free up space: delete old backups, logs and recordings, or use a larger disk.',
  'check.tls': 'TLS of {origin}',
  'check.tls.unreachable': 'Nothing responds there ({code}).',
  'check.tls.unreachable.fix':
    'Start the proxy, open its port (443), and check the IP address of the host name.',
  'check.tls.untrusted': 'Its certificate is not trusted ({code}).',
  'check.tls.untrusted.fix':
    'Renew the certificate for this name, with its full chain. The command “certbot certificates” lists the installed ones.',
  'check.tls.expires': 'Its certificate expires in {days, plural, one {# day} other {# days}}.',
  'check.tls.expires.fix': 'Renew it (certbot renew), and check the timer of the automatic renewal.',
  'check.tls.trusted': 'trusted',
  'check.tls.trusted-for': 'trusted, for {days, plural, one {# more day} other {# more days}}',
  'check.service': 'service',
  'check.public-service': 'service at its public address',
  'check.service.ready': 'ready at {url}',
  'check.service.not-ready': 'It runs but is not ready.',
  'check.service.not-ready.fix': 'Read its log. The database may be unavailable.',
  'check.service.unreachable': 'Nothing responds at {url}.',
  'check.service.unreachable.fix': 'Start the service, and check HOST, PORT and PUBLIC_URL.',
  'check.service.other': 'Another server responds at {url} ({status}).',
  'check.service.other.fix': 'Check PUBLIC_URL, and that the proxy forwards / to the service.',
  'check.ffmpeg': 'FFmpeg for re-encoding',
  'check.ffmpeg.ok': 'FFmpeg {version}',
  'check.ffmpeg.elsewhere': 'It runs beside the media server, which is not on this machine.',
  'check.ffmpeg.none': 'There is no FFmpeg in the PATH. Cameras cannot be re-encoded.',
  'check.ffmpeg.none.fix':
    'Install FFmpeg on the media server’s machine (apt-get install ffmpeg), unless its container includes it.',
  'check.ffmpeg.incomplete': 'FFmpeg {version} lacks {parts}. Cameras cannot be re-encoded.',
  'check.ffmpeg.incomplete.fix':
    'Install a complete FFmpeg on the media server’s machine (apt-get install ffmpeg).',
  'check.ffmpeg.redirects':
    'FFmpeg {version} lacks the option -max_redirects. For Motion JPEG over HTTP, the camera is therefore configured as the proxy of FFmpeg, so that FFmpeg connects only to the camera. Some cameras reject such requests.',
  'check.ffmpeg.redirects.fix':
    'If such a camera has no picture, install an FFmpeg with -max_redirects (listed by “ffmpeg -h protocol=http”).',
  'check.agent': '{server}: media agent',
  'check.agent.ffmpeg': '{server}: FFmpeg for re-encoding',
  'check.agent.ok': 'It reports, and MediaMTX has loaded its file.',
  'check.agent.none': 'The paths are set by file, but no media agent is enrolled.',
  'check.agent.none.fix':
    'Enrol a media agent with a code from the media servers page, or set the paths by control API there.',
  'check.agent.silent': 'It does not report. Changes of cameras are not applied by it.',
  'check.agent.silent.fix': 'Start it, and check MEDIA_AGENT_BACKEND_URL and its log.',
  'check.agent.disk-full': 'Its disk is full. Changes of cameras are not applied.',
  'check.agent.disk-full.fix': 'Free space on the machine of the media server.',
  'check.agent.not-writable': 'It cannot write its file. Changes of cameras are not applied.',
  'check.agent.not-writable.fix': 'Check the permissions of the folder of the file.',
  'check.agent.ended-media-server': 'MediaMTX ended after the last change. The file before it is restored.',
  'check.agent.ended-media-server.fix': 'Read the log of MediaMTX, and undo the last change of a camera.',
  'check.agent.document-not-valid': 'It does not know the form of the configuration.',
  'check.agent.document-not-valid.fix': 'Update the media agent.',
  'check.agent.other-file': 'MediaMTX does not use its file.',
  'check.agent.other-file.fix': 'Start MediaMTX with the file of the media agent and the same MTX_CONFKEY.',
  'check.agent.settings': 'The settings on its machine have a fault: {fault}',
  'check.agent.settings.fix':
    'Correct the settings file of the media agent. The last valid settings are in use.',
  'check.agent.refused': 'It refused {count, plural, one {# path} other {# paths}}.',
  'check.agent.refused.fix':
    'The media servers page lists them. Update the media agent, or correct the cameras.',
  'check.agent.waits': 'MediaMTX has not loaded the newest paths yet.',
  'check.agent.waits.fix': 'Check again in a minute, then read the log of the media agent.',
  'check.location': '{server}: {protocol} addresses through the public address',
  'check.location.ok': 'A Location header leads back through it.',
  'check.location.unknown': 'It did not redirect ({status}).',
  'check.location.no-response': 'It did not redirect (no response).',
  'check.location.webrtc':
    'The proxy does not add its prefix to Location headers of the media server: PATCH and DELETE of WHEP get 404.',
  'check.location.hls':
    'The proxy does not add its prefix to Location headers of the media server: players are redirected to a wrong address.',
  'check.location.fix':
    'Let the proxy rewrite the Location header, as in the examples in infra/nginx, infra/caddy, infra/apache and infra/haproxy.',
  'check.media-server': 'media server',
  'check.api': '{server}: control API and clock',
  'check.hook': '{server}: hook, round trip',
  'check.token': '{server}: token, round trip',
  'check.hook.no-pit': 'There is no pit with a camera yet to test it with.',
  'check.webrtc': '{server}: WebRTC as requested by browsers',
  'check.udp': '{server}: WebRTC media (UDP)',
  'check.udp.unknown':
    'Only a browser can show whether UDP port {port} is open: press “Troubleshoot” on a pit.',
  'check.udp.unknown-port': 'Only a browser can show whether UDP is open: press “Troubleshoot” on a pit.',
  'check.port': '{server}: {protocol} port {port}',
  'check.port.ok': 'accepts connections',
  'check.port.gateway': 'A proxy responds, but cannot reach it ({status}).',
  'check.port.timeout': 'No connection from here: nothing responds.',
  'check.port.refused': 'No connection from here.',
  'check.port.unresolvable': 'No connection from here: the host name has no address.',
  'check.port.fix':
    'Enable {protocol} in mediamtx.yml, open its port, and check the addresses in the settings.',
} as const;
