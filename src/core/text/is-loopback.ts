/** Whether a host, as a name or an address, with or without the brackets of an address, is this machine itself. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || /^\[?::1\]?$/.test(host) || /^127(?:\.\d+){3}$/.test(host);
}
