/** Templates that hear of problems, find people to talk with, and ask readers. */
import type { SurveyTemplate } from './template.ts'

export const HELP: readonly SurveyTemplate[] = [
  {
    id: 'bug-report',
    name: 'Bug report',
    goal: 'help',
    description:
      'Lets people tell of a fault where they meet it, and leads to your own form for screenshots. Show it after an error, or when a button of yours is clicked.',
    toDo: 'Put the address of your own form in place of the link.',
    survey: {
      platform: 'web',
      questions: [
        { id: 'what', type: 'open', text: 'What went wrong?', required: true },
        { id: 'before', type: 'open', text: 'What did you do just before?' },
        {
          id: 'stops',
          type: 'single',
          text: 'How much does it get in your way?',
          options: ['I cannot go on', 'I found a way round it', 'It is only a blemish'],
          required: true,
          logic: [{ op: 'is', value: 'It is only a blemish', goTo: 'end' }],
        },
        {
          id: 'report',
          type: 'prompt',
          text: 'Could you show us?',
          description: 'A screenshot often tells more than words.',
          link: 'https://example.com/report',
          label: 'Add a screenshot',
        },
      ],
      thankYou: { title: 'Thank you!', text: 'We are on it.' },
      delivery: { mode: 'continuous', percent: 100 },
      resurvey: { days: 0, once: false },
    },
  },
  {
    id: 'interview',
    name: 'Invitation to an interview',
    goal: 'help',
    description:
      'Finds people who want to talk with you, asks for their consent, and lets them choose a time. Filter it to the people whom you want to hear.',
    toDo: 'Put the address of your own calendar in place of the link.',
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'talk',
          type: 'single',
          text: 'Would you talk with us for 20 minutes about how you work?',
          options: ['Gladly', 'Maybe another time', 'No, thank you'],
          required: true,
          logic: [{ op: 'isNot', value: 'Gladly', goTo: 'end' }],
        },
        {
          id: 'consent',
          type: 'consent',
          text: 'May we contact you, and take notes of what you say?',
          description: 'Only our team sees them. You can take this back at any time.',
          label: 'Yes, I agree',
          logic: [{ op: 'skipped', goTo: 'end' }],
        },
        {
          id: 'book',
          type: 'prompt',
          text: 'Choose a time that suits you',
          link: 'https://example.com/book',
          label: 'Open the calendar',
        },
      ],
    },
  },
  {
    id: 'newsletter',
    name: 'Newsletter',
    goal: 'help',
    description: 'Is the newsletter worth reading, and what should it be about? Its link goes into an issue.',
    survey: {
      platform: 'link',
      questions: [
        {
          id: 'worth',
          type: 'rating',
          scale: 'stars',
          text: 'How was this issue?',
          low: 'Skip it',
          high: 'Loved it',
        },
        {
          id: 'topics',
          type: 'multi',
          text: 'What would you like to read more about?',
          options: ['News of the product', 'How others use it', 'Tips and tricks', 'Behind the scenes'],
          other: true,
        },
        {
          id: 'often',
          type: 'single',
          text: 'How often should it come?',
          options: ['Every week', 'Every month', 'Only when there is big news'],
        },
      ],
    },
  },
]
