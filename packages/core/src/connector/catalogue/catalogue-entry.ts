/** A source of the connector catalogue. */
export interface CatalogueEntry {
  /** What it is called everywhere: `source-github`. */
  readonly name: string;
  /** For people: `GitHub`. */
  readonly title: string;
  /** The version the catalogue offers. */
  readonly version: string;
  /** Its image, without tag: `airbyte/source-github`. */
  readonly image: string;
  /** What it is made of: `manifest-only`, `python`, `java`. */
  readonly language: string;
  /** Its package in the Python package index, where it is published there. */
  readonly pythonPackage?: string;
  /** The version of Airbyte's Python CDK it was made for: `7.25.1`. */
  readonly cdkVersion?: string;
  /** Airbyte's word: `certified`, `community`, `archived`. */
  readonly supportLevel?: string;
  readonly documentationUrl?: string;
}
