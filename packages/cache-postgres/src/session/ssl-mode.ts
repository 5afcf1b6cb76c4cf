/** How libpq's `sslmode` treats encryption. Source: postgresql.org, "SSL Support", "Protection Provided in Different Modes". */
export interface SslMode {
  /** The connections that are tried, in this order: encrypted or not. */
  readonly attempts: readonly ("encrypted" | "plain")[];
  /** There must be a root certificate. Without that the server's is checked only where there is one. */
  readonly needsRoot: boolean;
  /** The certificate must name the host. */
  readonly checksHost: boolean;
}

const unchecked = { needsRoot: false, checksHost: false };

/** The modes by name. */
export const sslModes: Readonly<Record<string, SslMode>> = {
  disable: { attempts: ["plain"], ...unchecked },
  allow: { attempts: ["plain", "encrypted"], ...unchecked },
  prefer: { attempts: ["encrypted", "plain"], ...unchecked },
  require: { attempts: ["encrypted"], ...unchecked },
  "verify-ca": { attempts: ["encrypted"], needsRoot: true, checksHost: false },
  "verify-full": { attempts: ["encrypted"], needsRoot: true, checksHost: true },
};
