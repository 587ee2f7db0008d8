export { CityPackError, listCities, loadCity } from './load.ts';
export {
  City,
  CityPack,
  IssuingOrgan,
  Organisation,
  OrganisationKind,
  Person,
  Region,
} from './schema.ts';
export { decomposeOptions, organisationsOn, organisationWords } from './words.ts';
