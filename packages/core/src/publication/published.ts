/**
 * Whether Airdock's packages are on npm under their own names. While they are not, anybody may take those names, so no text tells people
 * to fetch them from there; everything that speaks of installing asks here.
 */
export const published: boolean = false;
