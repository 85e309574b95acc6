import type common from './words/en.json';
import type applications from '@/features/applications/words/en.json';
import type callbacks from '@/features/callbacks/words/en.json';
import type events from '@/features/events/words/en.json';
import type health from '@/features/health/words/en.json';
import type keys from '@/features/keys/words/en.json';
import type media from '@/features/media/words/en.json';
import type procedures from '@/features/procedures/words/en.json';
import type process from '@/features/process/words/en.json';
import type quick_view from '@/features/quick-view/words/en.json';
import type sign_in from '@/features/sign-in/words/en.json';
import type tasks from '@/features/tasks/words/en.json';
import type templates from '@/features/templates/words/en.json';
import type uploads from '@/features/uploads/words/en.json';

// A word that no English file has is a type error.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      common: typeof common;
      applications: typeof applications;
      callbacks: typeof callbacks;
      events: typeof events;
      health: typeof health;
      keys: typeof keys;
      media: typeof media;
      procedures: typeof procedures;
      process: typeof process;
      'quick-view': typeof quick_view;
      'sign-in': typeof sign_in;
      tasks: typeof tasks;
      templates: typeof templates;
      uploads: typeof uploads;
    };
  }
}
