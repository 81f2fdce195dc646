export { ExpiringPage as default } from './PlacesPage';
