/** An entry of `webrtcICEServers2`. */
export interface IceServerSetting {
  url: string;
  username: string;
  password: string;
}

/** One Link header for each ICE server (MediaMTX contract §5; RFC 9725 §4.6). */
export function linkHeaders(servers: readonly IceServerSetting[]): string[] {
  return servers.map(({ url, username, password }) => {
    const link = `<${url}>; rel="ice-server"`;
    if (username === '') return link;
    const quoted = (text: string) => JSON.stringify(text);
    return `${link}; username=${quoted(username)}; credential=${quoted(password)}; credential-type="password"`;
  });
}
