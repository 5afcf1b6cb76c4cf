import { stripVTControlCharacters, styleText } from "node:util";

/** The styles the command line uses, by meaning. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Where a command reads and writes: data on `out`, everything else on `err`. */
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
  /** Writes data and settles when the reader has taken it, so that a slow pipe holds the writer up. */
  out(text: string | Uint8Array): Promise<void>;
  /** Writes a message for people, with a line end. */
  err(text: string): void;
  /** Writes to stderr as it stands; for live progress. */
  draw(text: string): void;
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
  const colored = !plain || isSet(env.FORCE_COLOR);
  return {
    cwd: source.cwd(),
    env,
    input: source.stdin,
    live: !plain,
    get columns() {
      return stderr.columns ?? readColumns(env);
    },
    get rows() {
      return stderr.rows;
    },
    get outColumns() {
      return stdout.columns ?? readColumns(env);
    },
    out: (text) => write(stdout, text),
    err: (text) => void stderr.write(`${colored ? text : stripVTControlCharacters(text)}\n`),
    draw: (text) => void stderr.write(text),
    style: (style, text) => (colored ? styleText([style].flat(), text, { validateStream: false }) : text),
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
