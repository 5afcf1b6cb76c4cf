/** The cookies a session was given, by host with its port: kept for its later requests, as python-requests does. Expiry and paths are not looked at. */
export class CookieJar {
  readonly #byHost = new Map<string, Map<string, string>>();

  /** Takes the cookies of a response. */
  keep(host: string, setCookie: string | undefined): void {
    if (setCookie === undefined) return;
    for (const cookie of setCookie.split(/,(?=[^;,]+=)/u)) {
      const [pair = "", ...attributes] = cookie.split(";");
      const equals = pair.indexOf("=");
      if (equals < 1) continue;
      const cookies = this.#byHost.get(host) ?? new Map<string, string>();
      const name = pair.slice(0, equals).trim();
      if (attributes.some((attribute) => /^\s*max-age\s*=\s*0\s*$/iu.test(attribute))) cookies.delete(name);
      else cookies.set(name, pair.slice(equals + 1).trim());
      this.#byHost.set(host, cookies);
    }
  }

  /** The `Cookie` header for a host; undefined where there is none to send. */
  header(host: string): string | undefined {
    const cookies = this.#byHost.get(host);
    if (cookies === undefined || cookies.size === 0) return undefined;
    return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
}
