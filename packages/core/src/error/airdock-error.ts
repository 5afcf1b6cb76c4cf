import { describeCause } from "./describe-cause.ts";
import { type ErrorCode, errorCodes, type ExitStatus } from "./error-code.ts";

const brand = Symbol.for("airdock.error");

/** What an error is made of: the message says what happened, `cause` why, `hint` what to do. */
export interface AirdockErrorOptions {
  readonly code: ErrorCode;
  readonly hint?: string | undefined;
  readonly cause?: unknown;
  /** True when the same call may succeed later without any change. */
  readonly retryable?: boolean;
  /** Facts for programs: paths, names, counts. Never a secret. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** An error as JSON, the form of `--json` and of stored runs. */
export interface ErrorReport {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly cause?: string;
  readonly retryable: boolean;
}

/** The base of every error Airdock throws on purpose: a fact, a reason and a way out. */
export class AirdockError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly retryable: boolean;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(message: string, options: AirdockErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    Object.defineProperty(this, brand, { value: true });
    this.name = new.target.name;
    this.code = options.code;
    this.hint = options.hint;
    this.retryable = options.retryable ?? false;
    this.data = options.data ?? {};
  }

  /** The exit status the command line ends with. */
  get exitStatus(): ExitStatus {
    return errorCodes[this.code];
  }

  toJSON(): ErrorReport {
    const cause = describeCause(this);
    return {
      code: this.code,
      message: this.message,
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(cause === undefined ? {} : { cause }),
      retryable: this.retryable,
    };
  }
}

/** True for an error of Airdock, also when it comes from another installed copy of the package. */
export function isAirdockError(error: unknown): error is AirdockError {
  return typeof error === "object" && error !== null && brand in error;
}
