export { MediaList, type MediaListProps } from './components/media-list';
