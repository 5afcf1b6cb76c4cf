import { ConfigError } from "./config-error.ts";

/** The config with its defaults filled in. */
export interface ShopConfig {
  /** Number of users, products and purchases in the shop. */
  users: number;
  products: number;
  purchases: number;
  seed: number;
  /** Epoch milliseconds; only what was updated then or later is read. */
  startDate: number;
  /** A stream sends a state after so many records. */
  recordsPerState: number;
  /** Milliseconds to wait after each page. */
  delay: number;
}

/** Reads a config as the spec describes it; throws `ConfigError` with every finding. Unknown fields are left alone. */
export function parseShopConfig(input: unknown): ShopConfig {
  if (!isObject(input)) throw new ConfigError("The config is not a JSON object.");
  const findings: string[] = [];
  const count = (name: string, defaultValue: number, minimum = 0): number => {
    const value = input[name] ?? defaultValue;
    if (Number.isSafeInteger(value) && Number(value) >= minimum) return Number(value);
    findings.push(`\`${name}\` must be an integer of ${minimum} or more, not ${JSON.stringify(value)}.`);
    return defaultValue;
  };
  const users = count("users", 1000);
  const config: ShopConfig = {
    users,
    products: count("products", 100),
    purchases: count("purchases", users * 3),
    seed: count("seed", 1),
    startDate: parseStartDate(input.start_date, findings),
    recordsPerState: count("records_per_state", 1000, 1),
    delay: count("delay_ms", 0),
  };
  if (config.purchases > 0 && (config.users === 0 || config.products === 0))
    findings.push("Purchases need at least one user and one product.");
  if (findings.length > 0) throw new ConfigError(findings.join(" "));
  return config;
}

function parseStartDate(value: unknown, findings: string[]): number {
  if (value === undefined || value === null) return -Infinity;
  const time =
    typeof value === "string" && /^\d{4}-\d{2}-\d{2}(T.*(Z|[+-]\d{2}:\d{2}))?$/.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(time))
    findings.push(`\`start_date\` must be a date or a time with its zone, not ${JSON.stringify(value)}.`);
  return time;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
