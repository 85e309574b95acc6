export { TaskDrawer } from './components/task-drawer';
export { TaskList } from './components/task-list';
export { filtersOf, searchOf, type TaskFilters } from './filters';
