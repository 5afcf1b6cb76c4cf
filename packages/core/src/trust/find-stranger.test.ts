import { expect, test } from "vitest";
import { findStranger } from "./find-stranger.ts";

const root = { path: "/", uid: 0, mode: 0o755 };
const me = { uid: 1000, sudoUid: undefined };

test.each([
  [
    "my file in my folder",
    [
      { path: "/p", uid: 1000, mode: 0o755 },
      { path: "/p/f", uid: 1000, mode: 0o644 },
    ],
    me,
    undefined,
  ],
  [
    "root's file",
    [
      { path: "/p", uid: 0, mode: 0o755 },
      { path: "/p/f", uid: 0, mode: 0o644 },
    ],
    me,
    undefined,
  ],
  [
    "a group's file",
    [
      { path: "/p", uid: 1000, mode: 0o775 },
      { path: "/p/f", uid: 1000, mode: 0o664 },
    ],
    me,
    undefined,
  ],
  [
    "my file below /tmp",
    [
      { path: "/tmp", uid: 0, mode: 0o1777 },
      { path: "/tmp/f", uid: 1000, mode: 0o644 },
    ],
    me,
    undefined,
  ],
  [
    "another's file below /tmp",
    [
      { path: "/tmp", uid: 0, mode: 0o1777 },
      { path: "/tmp/f", uid: 1001, mode: 0o644 },
    ],
    me,
    "/tmp/f",
  ],
  [
    "my file in another's folder",
    [
      { path: "/p", uid: 1001, mode: 0o755 },
      { path: "/p/f", uid: 1000, mode: 0o644 },
    ],
    me,
    "/p",
  ],
  [
    "my file in everybody's folder",
    [
      { path: "/p", uid: 1000, mode: 0o777 },
      { path: "/p/f", uid: 1000, mode: 0o644 },
    ],
    me,
    "/p",
  ],
  [
    "a file everybody may write",
    [
      { path: "/p", uid: 1000, mode: 0o755 },
      { path: "/p/f", uid: 1000, mode: 0o646 },
    ],
    me,
    "/p/f",
  ],
  ["another's file, for root", [{ path: "/p", uid: 1000, mode: 0o755 }], { uid: 0, sudoUid: undefined }, "/p"],
  ["my file, under sudo", [{ path: "/p", uid: 1000, mode: 0o755 }], { uid: 0, sudoUid: 1000 }, undefined],
  [
    "SUDO_UID of somebody who is not root",
    [{ path: "/p", uid: 1001, mode: 0o755 }],
    { uid: 1000, sudoUid: 1001 },
    "/p",
  ],
  ["a system without users", [{ path: "/p", uid: 0, mode: 0o777 }], { uid: undefined, sudoUid: undefined }, undefined],
] as const)("%s", (_what, parts, user, path) => {
  expect(findStranger([root, ...parts], user)?.path).toBe(path);
});
