/** Gathers small pieces of text for a writer that is better at large ones. */
export interface TextBuffer {
  write(text: string): Promise<void>;
  /** Hands on what is left. */
  flush(): Promise<void>;
}

/** Hands text on in pieces of about 64 KiB. */
export function bufferText(sink: (text: string) => Promise<unknown>): TextBuffer {
  let pieces: string[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    const text = pieces.join("");
    pieces = [];
    length = 0;
    if (text !== "") await sink(text);
  };
  return {
    write: async (text) => {
      pieces.push(text);
      length += text.length;
      if (length >= 65_536) await flush();
    },
    flush,
  };
}
