/**
 * English texts of a capacity plan by code, in ICU MessageFormat with plain arguments, for the dashboard and the command
 * line: `item.*` labels of resources, `explanation.*` how an amount is calculated, `note.*` notes.
 */
export const CAPACITY_TEXTS_EN = {
  item: {
    'main-streams': 'Main streams',
    'sub-streams': 'Second streams',
    'watched-main-streams': 'Main streams watched',
    'watched-sub-streams': 'Second streams watched',
    'monthly-traffic': 'To viewers',
    'mediamtx-cameras-cpu': 'MediaMTX, cameras',
    'mediamtx-viewers-cpu': 'MediaMTX, viewers',
    'mediamtx-ready-cpu': 'MediaMTX, instant picture',
    'mediamtx-recording-cpu': 'MediaMTX, recording',
    'ffmpeg-cpu': 'FFmpeg, re-encoding',
    'backend-cpu': 'Backend and PostgreSQL',
    'mediamtx-cameras-memory': 'MediaMTX, cameras',
    'mediamtx-viewers-memory': 'MediaMTX, viewers',
    'mediamtx-ready-memory': 'MediaMTX, instant picture',
    'ffmpeg-memory': 'FFmpeg, re-encoding',
    'backend-memory': 'Backend',
    'system-memory': 'PostgreSQL, system and proxy',
    recordings: 'Recordings',
    'viewing-sessions': 'Viewing sessions, for 400 days',
    'system-disk': 'System, software and logs',
  },
  explanation: {
    'main-streams': '{count} × {mbits} Mbit/s and 5% for packet headers',
    'sub-streams': '{count} × {mbits} Mbit/s and 5% for packet headers',
    'watched-main-streams': '{count} × {mbits} Mbit/s and 5%: each viewer gets a copy',
    'watched-sub-streams': '{count} × {mbits} Mbit/s and 5%',
    'monthly-traffic': 'For {hours} h on 30 days',
    'mediamtx-cameras-cpu': '0.36% of a core per stream and 0.09% per Mbit/s',
    'mediamtx-viewers-cpu':
      '0.28% of a core per viewer and 0.08% per Mbit/s over WebRTC; RTSP takes 1.5 times as much',
    'mediamtx-ready-cpu': '0.3% of a core per pit that HLS keeps ready',
    'mediamtx-recording-cpu': '0.1% of a core per pit and 0.1% per Mbit/s, without re-encoding',
    'ffmpeg-cpu': '0.55 cores per 1080p25 camera, about half of it for 720p25',
    'backend-cpu': 'A tenth of a core, and headroom for peaks',
    'mediamtx-cameras-memory': '36 MB, and 2 MB per stream',
    'mediamtx-viewers-memory': '4.4 MB per viewer over WebRTC',
    'mediamtx-ready-memory': '3.7 MB per pit, Mbit/s and second of the key frame interval ({seconds} s)',
    'ffmpeg-memory': '150 MB per camera',
    'backend-memory': '140 to 150 MB, slightly more with thousands of pits',
    'system-memory': '200 MB and 400 MB',
    recordings: '{count} × {mbits} Mbit/s for {hours} h on {days} days; files are as large as the stream',
    'viewing-sessions': 'Four sessions per hour and watched stream, 0.6 kB each',
    'system-disk': '8 GB',
  },
  note: {
    'workshop-uplink':
      'The workshop’s own line must send {mbits} Mbit/s continuously if its cameras are pulled or publish over the internet. On-demand cameras send only while there are viewers.',
    'wall-without-sub-streams':
      'Without second streams, a wall is expensive: all viewers get the main streams.',
    'no-sub-streams':
      'Second streams are watched, but the cameras have none. Enter their bitrate, or count them as main streams.',
    'too-many-paths':
      '{streams} streams exceed what one MediaMTX restores within ten seconds after a restart (about {limit}): plan {servers} media servers.',
    'link-saturated':
      'One link of 1 Gbit/s is not enough with headroom. Distribute workshops over several media servers, or viewers over edges.',
    transcoding:
      'Re-encoding uses by far the most CPU. Cameras that send H.264 without B-frames need none of it.',
    'long-key-frame-interval':
      'Key frame intervals above 4 s use memory and delay the first picture: set the cameras to 1 or 2 s.',
    'many-cores': 'For this many cores, several media servers are the better choice.',
  },
} as const;
