// Missing or wrong features of browsers. Each function runs in the page before other scripts, and uses no outer variables.

/** As if a policy or an extension disabled WebRTC. */
export function withoutWebRtc(): void {
  window.RTCPeerConnection = class {
    constructor() {
      throw new DOMException('WebRTC is off.', 'NotAllowedError');
    }
  } as unknown as typeof RTCPeerConnection;
}

/** With neither WebRTC nor a way to play HLS. */
export function withoutMedia(): void {
  window.RTCPeerConnection = class {
    constructor() {
      throw new DOMException('WebRTC is off.', 'NotAllowedError');
    }
  } as unknown as typeof RTCPeerConnection;
  for (const name of ['MediaSource', 'ManagedMediaSource', 'WebKitMediaSource'])
    Object.defineProperty(window, name, { value: undefined });
  HTMLMediaElement.prototype.canPlayType = () => '';
}

/** Simulates a browser build without the licensed H.264 codec. */
export function withoutH264(): void {
  const native = RTCRtpReceiver.getCapabilities.bind(RTCRtpReceiver);
  RTCRtpReceiver.getCapabilities = (kind) => {
    const { codecs = [], headerExtensions = [] } = native(kind) ?? {};
    return { codecs: codecs.filter(({ mimeType }) => mimeType !== 'video/H264'), headerExtensions };
  };
  const add = RTCPeerConnection.prototype.addTransceiver;
  RTCPeerConnection.prototype.addTransceiver = function (this: RTCPeerConnection, track, init) {
    const transceiver = add.call(this, track, init);
    transceiver.setCodecPreferences(RTCRtpReceiver.getCapabilities('video')?.codecs ?? []);
    return transceiver;
  };
  const isSupported = MediaSource.isTypeSupported.bind(MediaSource);
  MediaSource.isTypeSupported = (type) => !type.includes('avc') && isSupported(type);
  const addBuffer = MediaSource.prototype.addSourceBuffer;
  MediaSource.prototype.addSourceBuffer = function (this: MediaSource, type) {
    if (type.includes('avc')) throw new DOMException('Not supported.', 'NotSupportedError');
    return addBuffer.call(this, type);
  };
}

/** A device whose battery was empty. */
export function deviceIsTwoHoursLate(): void {
  const Right = Date;
  const late = () => Right.now() - 7_200_000;
  window.Date = new Proxy(Right, {
    construct: (target, args: unknown[]) =>
      args.length === 0 ? new Right(late()) : (Reflect.construct(target, args) as Date),
    get: (target, name) => (name === 'now' ? late : (Reflect.get(target, name) as unknown)),
  });
}
