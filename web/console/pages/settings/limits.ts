/** The windows and limits of an environment, in the words and order of the form. Bounds and defaults are those of the schema. */
import { DEFAULT_SETTINGS, Settings } from '../../../../shared/settings.ts'

type NumberName = {
  [Name in keyof Settings]: Settings[Name] extends number ? Name : never
}[keyof Settings]

type Limit = { name: NumberName; label: string; unit: string; hint: string }

export const LIMITS: readonly { title: string; lead: string; limits: readonly Limit[] }[] = [
  {
    title: 'Surveys',
    lead: 'What holds for all of them; a survey may say otherwise.',
    limits: [
      {
        name: 'resurveyDays',
        label: 'Days between two surveys',
        unit: 'days',
        hint: 'Who was shown any survey is shown none for so long: with 7, again on the 8th day. Development skips it.',
      },
    ],
  },
  {
    title: 'Calls',
    lead: 'How long Asklet remembers what came.',
    limits: [
      {
        name: 'dedupeDays',
        label: 'Repeats are known for',
        unit: 'days',
        hint: 'Within this time, a message ID that came before changes nothing.',
      },
      {
        name: 'heldDays',
        label: 'Unknown people are held for',
        unit: 'days',
        hint: 'What someone did before they are known counts for them if they become known within this time.',
      },
      {
        name: 'heldRows',
        label: 'Held at most',
        unit: 'rows',
        hint: 'Above this, the oldest go first, and the console says so.',
      },
    ],
  },
  {
    title: 'Names',
    lead: 'What keeps a flood of names out.',
    limits: [
      {
        name: 'namesPerDay',
        label: 'Accepted automatically a day',
        unit: 'names',
        hint: 'Further new names wait for review.',
      },
      {
        name: 'namesInAll',
        label: 'Counted in all',
        unit: 'names',
        hint: 'Above this, new names wait for review.',
      },
      {
        name: 'requestsInAll',
        label: 'Waiting for review at most',
        unit: 'names',
        hint: 'Above this, new names are answered, but not kept.',
      },
      {
        name: 'attributeKeys',
        label: 'Attributes at most',
        unit: 'keys',
        hint: 'Above this, new keys are not kept.',
      },
    ],
  },
  {
    title: 'Live calls',
    lead: 'How much of the stream can be looked into.',
    limits: [
      {
        name: 'callsPerSecond',
        label: 'Shown in full up to',
        unit: 'a second',
        hint: 'Above this, accepted calls are shown as a sample. Every refusal is shown.',
      },
      { name: 'callLines', label: 'Kept at most', unit: 'calls', hint: 'The oldest go first.' },
      { name: 'callDays', label: 'Kept for', unit: 'days', hint: 'Then a line and its payload are deleted.' },
    ],
  },
]

export function boundsOf(name: NumberName): { least: number; most: number; usual: number } {
  const bounds = { least: 0, most: Number.MAX_SAFE_INTEGER, usual: DEFAULT_SETTINGS[name] }
  for (const step of Settings.entries[name].wrapped.pipe) {
    if (step.type === 'min_value') bounds.least = step.requirement
    if (step.type === 'max_value') bounds.most = step.requirement
  }
  return bounds
}
