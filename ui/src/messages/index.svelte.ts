import { de } from './de';
import { en, type Messages } from './en';

const languages: Record<string, Messages> = { en, de };

/** Ids and own names of the languages there are. */
export const available: [string, string][] = [
  ['en', 'English'],
  ['de', 'Deutsch'],
];

class Language {
  /** The chosen language; empty follows the system. */
  chosen = $state('');

  get messages(): Messages {
    const system = typeof navigator === 'undefined' ? 'en' : navigator.language.slice(0, 2);
    return languages[this.chosen || system] ?? en;
  }
}

export const language = new Language();

/** The text of the window in its language. Read it inside templates, so that it follows. */
export function t(): Messages {
  return language.messages;
}

/** A type's name for people. */
export function entityName(entity: string): string {
  return t().entities[entity] ?? entity.toLowerCase().replaceAll('_', ' ');
}
