/** Something a manifest lacks or misspells. */
export interface ManifestProblem {
  /** The place of the component or of its field: `streams[2].retriever`. */
  readonly path: string;
  readonly message: string;
}
