import type { Faker } from "@faker-js/faker";
import { faker as german } from "@faker-js/faker/locale/de";
import { faker as american } from "@faker-js/faker/locale/en_US";
import { faker as french } from "@faker-js/faker/locale/fr";
import { faker as japanese } from "@faker-js/faker/locale/ja";
import { faker as polish } from "@faker-js/faker/locale/pl";

/** Names and places of one country, made once: picking from them is many times faster than asking faker for each field. */
export interface Region {
  country: string;
  language: string;
  firstNames: string[];
  lastNames: string[];
  phones: string[];
  streets: string[];
  places: { city: string; postcode: string; state?: string }[];
}

/** The countries the users come from. The first is the home market and listed twice. */
export function createRegions(): Region[] {
  const home = createRegion(american, "US", "en", true);
  return [
    home,
    home,
    createRegion(german, "DE", "de"),
    createRegion(french, "FR", "fr"),
    createRegion(polish, "PL", "pl"),
    createRegion(japanese, "JP", "ja"),
  ];
}

function createRegion(faker: Faker, country: string, language: string, hasStates = false): Region {
  faker.seed(7);
  const list = <Item>(make: () => Item): Item[] => Array.from({ length: 128 }, make);
  return {
    country,
    language,
    firstNames: list(() => faker.person.firstName()),
    lastNames: list(() => faker.person.lastName()),
    phones: list(() => faker.phone.number({ style: "international" })),
    streets: list(() => faker.location.streetAddress()),
    places: list(() => ({
      city: faker.location.city(),
      postcode: faker.location.zipCode(),
      ...(hasStates && { state: faker.location.state({ abbreviated: true }) }),
    })),
  };
}
