const exact = new Set(
  [
    ["PATH", "HOME", "USER", "SHELL", "TMPDIR", "LANG", "TZ", "LD_LIBRARY_PATH"],
    ["SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"],
    ["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "ALL_PROXY", "NO_PROXY"],
    ["http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "no_proxy"],
  ].flat(),
);

/** What Windows gives every program and many fail without; its names are the same in any case. */
const windows = new Set(
  [
    ["PATH", "PATHEXT", "COMSPEC", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "OS", "TEMP", "TMP"],
    ["USERPROFILE", "USERNAME", "USERDOMAIN", "HOMEDRIVE", "HOMEPATH", "APPDATA", "LOCALAPPDATA"],
    ["PROGRAMDATA", "PROGRAMFILES", "PROGRAMFILES(X86)", "COMMONPROGRAMFILES", "ALLUSERSPROFILE", "PUBLIC"],
    ["NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE", "COMPUTERNAME"],
  ].flat(),
);

/** True for a variable that every connector gets. */
export function isUsualVariable(name: string, platform: NodeJS.Platform = process.platform): boolean {
  if (exact.has(name) || /^(LC|XDG)_/.test(name)) return true;
  return platform === "win32" && (windows.has(name.toUpperCase()) || exact.has(name.toUpperCase()));
}
