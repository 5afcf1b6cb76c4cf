/** True where no connection is to be opened for finding or installing a connector: as the option says, else whether `AIRDOCK_OFFLINE` is set. */
export function isOffline({ offline }: { readonly offline?: boolean | undefined }): boolean {
  return offline ?? isSet(process.env["AIRDOCK_OFFLINE"]);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value !== "false";
}
