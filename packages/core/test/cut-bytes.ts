import fc from "fast-check";

/** Cuts bytes into chunks at arbitrary places; some chunks are empty. */
export function cutBytes(bytes: Uint8Array): fc.Arbitrary<Uint8Array[]> {
  return fc.array(fc.nat({ max: bytes.length }), { maxLength: 12 }).map((cuts) => {
    const places = [0, ...cuts.toSorted((left, right) => left - right), bytes.length];
    return places.slice(1).map((place, index) => bytes.slice(places[index], place));
  });
}
