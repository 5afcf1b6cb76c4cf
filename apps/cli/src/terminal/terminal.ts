import { escapeJson } from "./escape-text.ts";
import { ScreenStyle, type Style } from "./screen-style.ts";

/**
 * Where a command reads and writes: data on `out`, `json` and `exact`, everything else on `err`. What a terminal would obey rather than show is escaped, also
 * where no terminal is there: the text may be shown on one later.
 */
export interface Terminal {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input: NodeJS.ReadableStream;
  /** True when progress may be drawn over itself: a TTY on stderr, and neither CI, NO_COLOR nor TERM=dumb. */
  readonly live: boolean;
  /** Columns that text for people on stderr has to fit in; undefined: as wide as it gets, since no terminal shows it. */
  readonly columns: number | undefined;
  /** Rows of the terminal on stderr; undefined where there is none. */
  readonly rows: number | undefined;
  /** Like `columns`, for stdout. */
  readonly outColumns: number | undefined;
  /** True when a terminal shows stdout. */
  readonly outIsScreen: boolean;
  /** Writes text for people to stdout, and settles when the reader has taken it, so that a slow pipe holds the writer up. */
  out(text: string): Promise<void>;
  /** Writes JSON text in the same way; its value stays as it is. */
  json(text: string): Promise<void>;
  /** Writes data in the same way, byte for byte: values may hold anything. */
  exact(data: string | Uint8Array): Promise<void>;
  /** Writes a message for people to stderr, with a line end. */
  err(text: string): void;
  /** Writes to stderr as it stands; for live progress, whose lines are made by `showLine`. */
  draw(text: string): void;
  /** One line as `draw` may write it. */
  showLine(text: string): string;
  style(style: Style | readonly Style[], text: string): string;
  /** Settles when all output is out. */
  flush(): Promise<void>;
}

/** The terminal of a process. A closed stdout (`| head`) ends the process quietly, as other tools do. */
export function createTerminal(source: NodeJS.Process): Terminal {
  const { stdout, stderr, env } = source;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    // Every other error reaches who wrote, by `out`.
    if (error.code === "EPIPE") source.exit(0);
  });
  const plain = stderr.isTTY !== true || isSet(env.CI) || isSet(env.NO_COLOR) || env.TERM === "dumb";
  const screen = new ScreenStyle(!plain || isSet(env.FORCE_COLOR));
  return {
    cwd: source.cwd(),
    env,
    input: source.stdin,
    live: !plain,
    get columns() {
      // Some pseudo-terminals say that they have none.
      return stderr.columns || readColumns(env);
    },
    get rows() {
      return stderr.rows;
    },
    get outColumns() {
      return stdout.columns || readColumns(env);
    },
    outIsScreen: stdout.isTTY === true,
    out: (text) => write(stdout, screen.showText(text)),
    json: (text) => write(stdout, escapeJson(text)),
    exact: (data) => write(stdout, data),
    err: (text) => void stderr.write(`${screen.showText(text)}\n`),
    draw: (text) => void stderr.write(text),
    showLine: (text) => screen.showLine(text),
    style: (style, text) => screen.style(style, text),
    flush: async () => {
      // Who wrote what could not be written was told.
      await Promise.allSettled([write(stdout, ""), write(stderr, "")]);
    },
  };
}

/** COLUMNS, as `psql` and others have it: how wide text is to be where no terminal tells. */
function readColumns({ COLUMNS }: NodeJS.ProcessEnv): number | undefined {
  return /^[1-9]\d*$/.test(COLUMNS ?? "") ? Number(COLUMNS) : undefined;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value !== "false";
}

function write(stream: NodeJS.WritableStream, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
