/**
 * English texts of a camera's faults: `fault.*` of the camera test, `detail.*` of its particular cases, `refusal.*` of refused
 * addresses, `streams.*` of ONVIF. `sentence`: the fault in one sentence; `fix`: what the owner of a workshop does. No text
 * contains entered data.
 */
export const EN = {
  'fault.unresolvable.sentence': 'This host name cannot be resolved.',
  'fault.unresolvable.fix':
    'Check the spelling, or enter the camera’s IP address: the camera’s app or your router shows it.',
  'fault.address-refused.sentence': 'A camera cannot use this address.',
  'fault.address-refused.fix':
    'Enter the address that the camera has on the workshop’s network, such as 192.168.1.64.',
  'fault.unreachable.sentence': 'Nothing responds at this address.',
  'fault.unreachable.fix':
    'Check that the camera has power and a network connection, that the address is right, and that this server is on the same network or has a route to it.',
  'fault.refused-connection.sentence': 'The device at this address refuses connections to this port.',
  'fault.refused-connection.fix':
    'Turn on RTSP in the camera’s network settings, and enter its RTSP port here (usually 554).',
  'fault.tls-failed.sentence': 'The camera does not support RTSP over TLS at this port.',
  'fault.tls-failed.fix':
    'Turn off TLS here, or turn on RTSPS in the camera and enter its port (usually 322).',
  'fault.wrong-certificate.sentence': 'The camera’s certificate differs from the confirmed one.',
  'fault.wrong-certificate.fix':
    'If the camera was reset or replaced, confirm its new certificate; if not, find out which device is at this address.',
  'fault.unconfirmed-certificate.sentence': 'The camera’s certificate has not been confirmed yet.',
  'fault.unconfirmed-certificate.fix':
    'Compare the fingerprint with the one in the camera’s settings and confirm it here. User and password are sent only after that.',
  'fault.silent.sentence': 'The camera accepts the connection, but does not respond.',
  'fault.silent.fix': 'Restart the camera. If that does not help, check the RTSP port.',
  'fault.slow.sentence': 'The camera takes several seconds to respond.',
  'fault.slow.fix':
    'If the picture appears, no change is needed. Viewers of an on-demand camera wait that long: turn off “Pull only while there are viewers” to avoid it.',
  'fault.hung-up-at-sign-in.sentence': 'The camera closes the connection during sign-in.',
  'fault.hung-up-at-sign-in.fix':
    'Check user and password. If they are right, update the camera’s firmware, or set its RTSP authentication to “basic”: the media server signs in over the same connection.',
  'fault.wrong-answer-number.sentence':
    'The camera responds with the sequence number (CSeq) of an earlier request.',
  'fault.wrong-answer-number.fix':
    'Update the camera’s firmware, or let it push its stream. The media server ignores responses with a wrong number.',
  'fault.hung-up.sentence': 'The camera closed the connection during the test.',
  'fault.hung-up.fix':
    'Close other programs that use this camera, restart it, and check that the port is its RTSP port.',
  'fault.not-rtsp.sentence': 'The service at this port is not RTSP.',
  'fault.not-rtsp.fix':
    'Enter the camera’s RTSP port (usually 554), not that of its web page (80, 443 or 8080).',
  'fault.unexpected-answer.sentence': 'The camera sends a response that is not valid.',
  'fault.unexpected-answer.fix':
    'Restart the camera and update its firmware. If that does not help, try another of its streams.',
  'fault.redirected.sentence': 'The camera redirects to another address.',
  'fault.redirected.fix':
    'Enter the address of the stream, and resume the camera if it is paused. The media server would follow a redirect to any address, with the camera’s password: such a camera is not saved, or it is paused.',
  'fault.password-needed.sentence': 'The camera requires a user and a password.',
  'fault.password-needed.fix':
    'Enter the user and password that are set in the camera. Some brands use a separate account for video (Tapo: “camera account”).',
  'fault.wrong-password.sentence': 'The camera does not accept this user and password.',
  'fault.wrong-password.fix':
    'Check both in the camera’s app. After several wrong attempts, many cameras lock the account for some minutes: wait before you try again.',
  'fault.sign-in-unsupported.sentence':
    'This release of the media server does not support the sign-in that this camera requires.',
  'fault.sign-in-unsupported.fix':
    'Set RTSP authentication in the camera to “basic”, or to “digest” with MD5 and without “qop”. If it has no such setting, update its firmware, or let it push its stream.',
  'fault.digest-refused.sentence': 'The camera offers Digest sign-in but accepts only Basic.',
  'fault.digest-refused.fix':
    'Set RTSP authentication in the camera to “basic” only, or update its firmware: the media server uses Digest when it is offered.',
  'fault.only-media-server-signs-in.sentence':
    'The media server can sign in to this camera; FFmpeg and GStreamer cannot, because they use only the last challenge.',
  'fault.only-media-server-signs-in.fix':
    'No change is needed here: viewing and re-encoding use the media server. For other programs that connect to the camera, set its RTSP authentication to MD5 only.',
  'fault.forbidden.sentence': 'The camera does not allow this user to view the video.',
  'fault.forbidden.fix':
    'Allow the user to view live video in the camera, or wait some minutes if the account is locked after wrong passwords.',
  'fault.wrong-path.sentence': 'The camera has no stream at this path.',
  'fault.wrong-path.fix': 'Choose the camera’s brand for the right path, and check the channel number.',
  'fault.options-refused.sentence': 'The camera refuses the first request of the media server (OPTIONS).',
  'fault.options-refused.fix':
    'Update the camera’s firmware, try another of its streams, or let it push its stream.',
  'fault.invalid-description.sentence':
    'The camera’s stream description (SDP) is not valid, so the media server cannot play it.',
  'fault.invalid-description.fix':
    'Update the camera’s firmware, try another of its streams, or let it push its stream.',
  'fault.invalid-track.sentence':
    'The description of one track is not valid, so the media server plays none of them.',
  'fault.invalid-track.fix': 'Turn off this track in the camera, or choose another format for it.',
  'fault.refused-track.sentence':
    'The camera describes a track that it then refuses, so the media server plays none of them.',
  'fault.refused-track.fix': 'Turn off this track in the camera, or use another of its streams.',
  'fault.invalid-base-address.sentence':
    'The camera sends a base address for its tracks (Content-Base) that is not valid.',
  'fault.invalid-base-address.fix':
    'Update the camera’s firmware, try another of its streams, or let it push its stream.',
  'fault.early-packets.sentence':
    'The camera sends video before it is requested, and the media server closes the connection.',
  'fault.early-packets.fix': 'Update the camera’s firmware, or choose UDP as transport.',
  'fault.no-video.sentence': 'There is no video in this stream.',
  'fault.no-video.fix': 'Check the path: it may be an audio stream or an empty channel of a recorder.',
  'fault.too-many-viewers.sentence': 'The camera has reached its limit of viewers.',
  'fault.too-many-viewers.fix': 'Close other apps and recorders that use it, or use its second stream.',
  'fault.tcp-refused.sentence': 'The camera does not send its video over TCP.',
  'fault.tcp-refused.fix': 'Choose UDP as transport here, or update the camera’s firmware.',
  'fault.udp-refused.sentence': 'The camera does not send its video over UDP.',
  'fault.udp-refused.fix': 'Choose TCP as transport here.',
  'fault.udp-no-packets.sentence': 'The camera accepts UDP, but no packet arrives.',
  'fault.udp-no-packets.fix':
    'Allow UDP from the camera to this server and to the media server in every firewall and router between them, or choose TCP as transport here.',
  'fault.no-picture.sentence': 'The camera starts the stream, but sends no video.',
  'fault.no-picture.fix':
    'Restart the camera, and check that this stream is turned on in its video settings.',
  'fault.stalled.sentence': 'The camera started to send video, and then stopped.',
  'fault.stalled.fix': 'Check its network cable or Wi-Fi signal, lower its bitrate, and restart it.',
  'fault.unsupported-codec.sentence': 'Browsers cannot play the video format of this stream.',
  'fault.unsupported-codec.fix':
    'Set the video encoding to H.264 (profile Main or Baseline) in the camera, or turn on “Re-encode” here.',
  'fault.no-key-frame.sentence': 'The camera sent no key frame during the test, so viewers cannot start.',
  'fault.no-key-frame.fix':
    'Set the key frame interval (I-frame interval, GOP) in the camera to one second, which is the number of frames per second.',
  'fault.b-frames.sentence': 'The camera sends B-frames, which browsers cannot play live.',
  'fault.b-frames.fix':
    'Turn off B-frames in the camera, or set the H.264 profile to Baseline. Otherwise, turn on “Re-encode” here.',
  'fault.long-key-frame-interval.sentence':
    'The camera sends key frames too rarely, so viewers wait for the first picture.',
  'fault.long-key-frame-interval.fix':
    'Set the key frame interval (I-frame interval, GOP) in the camera to one second, and turn off “smart codec”, “H.264+” and similar settings.',
  'fault.no-second-connection.sentence':
    'The camera is live, but did not accept a second connection for this test.',
  'fault.no-second-connection.fix':
    'No change is needed. To measure the video, pause the camera here, close other programs that use it, and test again.',
  'fault.intra-refresh.sentence':
    'The camera refreshes its picture gradually (intra refresh) and sends no complete picture to start from.',
  'fault.intra-refresh.fix':
    'Turn off intra refresh in the camera and set the I-frame interval to one second; otherwise, turn on “Re-encode” here.',
  'fault.timestamps-jump.sentence':
    'The timestamps of the camera’s video jump, so the picture may freeze or skip.',
  'fault.timestamps-jump.fix':
    'Turn off “timestamp correction” and similar settings in the camera, let it set its clock by NTP only, and update its software.',
  'fault.uncommon-profile.sentence':
    'The camera’s video uses a profile that not every browser can play (High 10, 4:2:2 or 4:4:4).',
  'fault.uncommon-profile.fix':
    'Set the H.264 profile to High, Main or Baseline in the camera, or turn on “Re-encode” here.',
  'fault.mjpeg-too-large.sentence':
    'The camera’s pictures are too large: Motion JPEG over RTSP is limited to 2040×2040.',
  'fault.mjpeg-too-large.fix': 'Set a smaller resolution in the camera, or set its video encoding to H.264.',
  'fault.http-sign-in-unsupported.sentence':
    'The camera asks for a password for its HTTP video, and cameras over HTTP are pulled without one.',
  'fault.http-sign-in-unsupported.fix':
    'Use the camera’s RTSP address here if it has one. Otherwise, allow its video without a password in the camera, and restrict on the network which devices can reach it.',
  'fault.not-mjpeg.sentence': 'This address does not send MJPEG video.',
  'fault.not-mjpeg.fix':
    'Enter the address of the video stream, which often ends in /stream or /mjpeg, not that of the camera’s web page.',
  'fault.no-publish-key.sentence': 'The camera has no publish key yet.',
  'fault.no-publish-key.fix':
    'Create a publish key and enter it in the camera, or allow the camera’s address.',
  'fault.paused.sentence': 'The camera is paused.',
  'fault.paused.fix': 'Resume it, then test it again.',
  'fault.not-publishing.sentence': 'The camera has not tried to publish.',
  'fault.not-publishing.fix':
    'Check that the camera is on, that it has a network connection, and that it publishes to the address shown here.',
  'fault.publishing-refused.sentence': 'The camera tries to publish, but is refused.',
  'fault.publishing-refused.fix':
    'Enter the latest publish key in the camera: a previous key is no longer valid.',
  'fault.media-server-away.sentence': 'The media server does not respond.',
  'fault.media-server-away.fix': 'Contact the operator. The cameras reconnect when it is back.',

  'refusal.not-a-host.sentence': 'This is not a valid host name or address.',
  'refusal.not-a-host.fix': 'Enter an address such as 192.168.1.64, without rtsp:// and without a port.',
  'refusal.odd-notation.sentence': 'This notation of an address is ambiguous.',
  'refusal.odd-notation.fix': 'Enter all four numbers, without leading zeros: 192.168.1.64.',
  'refusal.loopback.sentence': 'This address is the server itself.',
  'refusal.loopback.fix':
    'Enter the address that the camera has on the workshop’s network, such as 192.168.1.64.',
  'refusal.link-local.sentence':
    'This is a link-local address, which a device uses without a network configuration.',
  'refusal.link-local.fix':
    'Enter the address that the camera has on the workshop’s network, such as 192.168.1.64.',
  'refusal.metadata.sentence': 'This address belongs to the server’s cloud provider.',
  'refusal.metadata.fix':
    'Enter the address that the camera has on the workshop’s network, such as 192.168.1.64.',
  'refusal.unspecified.sentence': 'This address does not identify a device.',
  'refusal.unspecified.fix':
    'Enter the address that the camera has on the workshop’s network, such as 192.168.1.64.',
  'refusal.multicast.sentence': 'This is a multicast address of a group of devices.',
  'refusal.multicast.fix':
    'Enter the address that the camera has on the workshop’s network, such as 192.168.1.64.',
  'refusal.broadcast.sentence': 'This is the broadcast address of all devices.',
  'refusal.broadcast.fix':
    'Enter the address that the camera has on the workshop’s network, such as 192.168.1.64.',
  'refusal.documentation.sentence': 'This address is reserved for documentation.',
  'refusal.documentation.fix':
    'Enter the address that the camera has on the workshop’s network, such as 192.168.1.64.',
  'refusal.reserved.sentence': 'This address is reserved.',
  'refusal.reserved.fix':
    'Enter the address that the camera has on the workshop’s network, such as 192.168.1.64.',
  'refusal.ipv4-in-ipv6.sentence': 'This is an IPv4 address in the notation of IPv6.',
  'refusal.ipv4-in-ipv6.fix': 'Enter the plain address, such as 192.168.1.64.',
  'refusal.own-address.sentence': 'This address and port belong to this service.',
  'refusal.own-address.fix': 'Enter the camera’s own address. For a camera that publishes, choose “push”.',
  'refusal.own-name-unresolved.sentence':
    'This service cannot rule out that this is its own address: one of its host names cannot be resolved.',
  'refusal.own-name-unresolved.fix':
    'Try again in a minute. The operator checks the host names of the database and the media servers.',
  'refusal.private-not-allowed.sentence': 'This network is not one of the camera networks of this workshop.',
  'refusal.private-not-allowed.fix':
    'Check the address. Ask the operator to allow the workshop’s network, or add it to the workshop’s camera networks.',
  'refusal.public-not-allowed.sentence':
    'This is a public address, and the camera networks of this workshop are private.',
  'refusal.public-not-allowed.fix':
    'Enter the camera’s local address, or ask the operator to allow public addresses for this workshop.',

  'detail.session.sentence':
    'The camera’s stream description (SDP) is not valid, so the media server cannot play it: {reason}.',
  'detail.undeclared.sentence':
    'The camera’s stream description (SDP) is not valid, so the media server cannot play it: the camera does not declare it as application/sdp.',
  'reason.session.no-tracks': 'it has no track',
  'reason.session.track-names': 'track names (mid) are missing or repeated',
  'reason.session.error-correction': 'a group (FEC) refers to an unknown track',
  'reason.session.key-management': 'its encryption key is not valid',
  'detail.line.sentence':
    'The camera’s stream description (SDP) is not valid, so the media server cannot play it: line {line}{key, select, none {} other { ({key}=)}} is not valid.',
  'detail.track-format.sentence':
    '{kind, select, audio {Audio track {track}} video {Video track {track}} other {Data track {track}}}{codec, select, none {} other { ({codec})}} is not valid, so the media server plays nothing: {reason}.',
  'reason.track.track-name': 'its name (mid) has characters other than letters and digits',
  'reason.track.key-management': 'its encryption key is not valid',
  'reason.track.payload-type': 'its payload type is not a number up to 255',
  'reason.track.clock-rate': 'its clock rate is missing or not valid',
  'reason.track.channels': 'its number of channels is not valid',
  'reason.track.parameter': 'one of its parameters is not valid',
  'reason.track.parameter-sets': 'its parameter sets are not valid',
  'reason.track.config-missing': 'its configuration is missing',
  'reason.track.config-invalid': 'its configuration is not valid',
  'reason.track.mode': 'its AAC mode is not supported',
  'detail.track-address.sentence':
    '{kind, select, audio {Audio track {track}} video {Video track {track}} other {Data track {track}}} has an address (control) that is not valid, so the media server plays nothing.',
  'detail.track-refused.sentence':
    'The camera describes {kind, select, audio {audio track {track}} video {video track {track}} other {data track {track}}} and then refuses it, so the media server plays nothing.',
  'detail.track.fix':
    '{kind, select, audio {Turn off audio in the camera, or choose another audio format such as G.711.} video {Choose another video encoding or another stream in the camera, or update its firmware.} other {Turn off metadata or analytics of the stream in the camera.}}',
  'detail.back-channel.sentence':
    'Track {track} is for audio to the camera. This release of the media server plays no camera with such a track.',
  'detail.back-channel.fix':
    'Turn off two-way audio in the camera, or update the media server to v1.15.6 or later.',
  'detail.mode-needs-tcp.sentence':
    'The camera sends H.264 in packetization mode 0, which this release of the media server plays over TCP only.',
  'detail.base-control.sentence':
    'The camera’s stream description has a base address (control) that is not valid.',
  'detail.negative-serial.sentence':
    'The camera’s certificate has a negative serial number, and this release of the media server refuses it.',
  'detail.negative-serial.fix':
    'Create a new certificate in the camera, or turn off TLS here if the network is trusted.',
  'detail.header.sentence': 'The camera sends a {header} header that is not valid.',
  'detail.sign-in.sentence':
    'User and password are right, but this release of the media server does not support the sign-in that this camera requires.',

  'streams.unresolvable.sentence': 'This host name cannot be resolved.',
  'streams.unresolvable.fix':
    'Check the spelling, or enter the camera’s IP address: the camera’s app or your router shows it.',
  'streams.address-refused.sentence': 'A camera cannot use this address.',
  'streams.address-refused.fix':
    'Enter the address that the camera has on the workshop’s network, such as 192.168.1.64.',
  'streams.unreachable.sentence': 'Nothing responds at this address and port.',
  'streams.unreachable.fix':
    'Check that the camera is on, and its ONVIF port (usually 80, 443, 8000, 8080 or 2020).',
  'streams.too-slow.sentence': 'The camera takes too long to list its streams.',
  'streams.too-slow.fix':
    'Try again: recorders are slow after a restart. Or enter the path of the stream manually.',
  'streams.not-onvif.sentence': 'The device at this address does not support ONVIF.',
  'streams.not-onvif.fix':
    'Turn on ONVIF in the camera’s settings and check its ONVIF port, or enter the path of the stream manually.',
  'streams.password-needed.sentence': 'The camera lists its streams only to its ONVIF users.',
  'streams.password-needed.fix': 'Enter a user and password of the camera, and try again.',
  'streams.wrong-password.sentence': 'The camera does not accept this user and password for ONVIF.',
  'streams.wrong-password.fix':
    'Enter the user that the camera has for ONVIF: many cameras have separate users for ONVIF and for their web page.',
  'streams.sign-in-unsupported.sentence':
    'The camera accepts ONVIF sign-ins only in a form that sends the password unprotected.',
  'streams.sign-in-unsupported.fix':
    'Set the camera’s authentication to “digest”, or enter the path of the stream manually.',
  'streams.no-streams.sentence': 'The camera supports ONVIF, but offers no stream.',
  'streams.no-streams.fix':
    'Allow the user to view video in the camera, or enter the path of the stream manually.',
  'streams.camera-clock.sentence':
    '{direction, select, ahead {The camera’s clock is {difference} ahead of this server’s.} other {The camera’s clock is {difference} behind this server’s.}}',
  'duration.days': '{days, plural, one {# day} other {# days}}',
  'duration.hours': '{hours} h {minutes} min',
  'duration.minutes': '{minutes} min',
  'streams.camera-clock.fix':
    'Set date, time and time zone in the camera, preferably by NTP: ONVIF sign-in depends on the clock.',

  'snapshot.no-key-frame': 'No complete key frame arrived for a snapshot.',
  'snapshot.no-ffmpeg':
    'This server has no FFmpeg, which is needed for snapshots. The test itself does not need it.',
  'snapshot.not-decoded': 'The key frame could not be decoded.',
} as const;
