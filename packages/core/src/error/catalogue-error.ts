import { AirdockError, type AirdockErrorOptions } from "./airdock-error.ts";

/** The connector catalogue cannot be had, or is none (CATALOGUE_UNAVAILABLE, CATALOGUE_EXPIRED, CATALOGUE_INVALID). */
export class CatalogueError extends AirdockError {
  constructor(
    message: string,
    options: AirdockErrorOptions & {
      readonly code: "CATALOGUE_UNAVAILABLE" | "CATALOGUE_EXPIRED" | "CATALOGUE_INVALID";
    },
  ) {
    super(message, options);
  }
}
