export { QualityPage as default } from './PlacesPage';
