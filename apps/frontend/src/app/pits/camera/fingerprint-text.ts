/** The SHA-256 fingerprint of a certificate as cameras and browsers show it: `AB:CD:…`. */
export function fingerprintText(hex: string): string {
  return hex.toUpperCase().replace(/..(?!$)/g, '$&:');
}
