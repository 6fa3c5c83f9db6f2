/** Templates that ask how people feel about what they got. */
import { NPS_NOTICE, type SurveyTemplate } from './template.ts'

export const LOYALTY: readonly SurveyTemplate[] = [
  {
    id: 'nps',
    name: 'Net Promoter Score (NPS)',
    goal: 'loyalty',
    description:
      'Would they recommend you, and why? The follow-up depends on the score. Show it to people who have used you for a few weeks, and ask again every quarter.',
    notice: NPS_NOTICE,
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'recommend',
          type: 'nps',
          text: 'How likely are you to recommend us to a friend or colleague?',
          low: 'Not at all likely',
          high: 'Extremely likely',
          required: true,
          logic: [
            { op: 'lte', value: 6, goTo: 'disappointed' },
            { op: 'gte', value: 9, goTo: 'convinced' },
          ],
        },
        {
          id: 'missing',
          type: 'open',
          text: 'What would it take to make this a 10 for you?',
          logic: [
            { op: 'submitted', goTo: 'end' },
            { op: 'skipped', goTo: 'end' },
          ],
        },
        {
          id: 'disappointed',
          type: 'open',
          text: 'We are sorry to hear that. Where did we let you down?',
          logic: [
            { op: 'submitted', goTo: 'end' },
            { op: 'skipped', goTo: 'end' },
          ],
        },
        { id: 'convinced', type: 'open', text: 'Great! What do you like best about us?' },
      ],
      thankYou: { title: 'Thank you!', text: 'We read every answer.' },
      resurvey: { days: 90, once: false },
      delivery: { mode: 'continuous', percent: 100 },
    },
  },
  {
    id: 'csat',
    name: 'Customer satisfaction (CSAT)',
    goal: 'loyalty',
    description:
      'How satisfied is someone with what just happened? Show it right after an order, a delivery or a finished task.',
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'satisfied',
          type: 'rating',
          scale: 'smileys',
          text: 'How satisfied are you with how that went?',
          low: 'Very unsatisfied',
          high: 'Very satisfied',
          required: true,
          logic: [{ op: 'gte', value: 4, goTo: 'well' }],
        },
        {
          id: 'better',
          type: 'open',
          text: 'What should have gone differently?',
          logic: [
            { op: 'submitted', goTo: 'end' },
            { op: 'skipped', goTo: 'end' },
          ],
        },
        { id: 'well', type: 'open', text: 'Glad to hear it. What went especially well?' },
      ],
    },
  },
  {
    id: 'ces',
    name: 'Customer effort (CES)',
    goal: 'loyalty',
    description:
      'Was it easy? Effort tells more than joy about whether people come back. Show it after a task that has many steps.',
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'easy',
          type: 'rating',
          text: 'It was easy to do what I came for.',
          low: 'Strongly disagree',
          high: 'Strongly agree',
          required: true,
          logic: [{ op: 'gte', value: 4, goTo: 'end' }],
        },
        {
          id: 'hard',
          type: 'multi',
          text: 'What made it hard?',
          options: [
            'I could not find the right place',
            'The words were unclear',
            'It took too many steps',
            'Something did not work',
          ],
          other: true,
        },
        { id: 'change', type: 'open', text: 'Which one thing would you change first?' },
      ],
    },
  },
  {
    id: 'support',
    name: 'After a support case',
    goal: 'loyalty',
    description: 'Was the problem solved, and how was the help? Show it when a case is closed.',
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'solved',
          type: 'single',
          text: 'Is your problem solved?',
          options: ['Yes', 'Partly', 'No'],
          required: true,
          logic: [{ op: 'is', value: 'Yes', goTo: 'help' }],
        },
        { id: 'open', type: 'open', text: 'What is still open? We will look into it.' },
        {
          id: 'help',
          type: 'rating',
          scale: 'smileys',
          text: 'How was the help that you got from us?',
          low: 'Poor',
          high: 'Excellent',
          logic: [{ op: 'gte', value: 4, goTo: 'end' }],
        },
        { id: 'improve', type: 'open', text: 'What could we have done better?' },
      ],
      thankYou: { title: 'Thank you!', text: 'This helps us to help you better.' },
    },
  },
  {
    id: 'churn',
    name: 'Cancellation',
    goal: 'loyalty',
    description:
      'Why do people leave, and what could bring them back? Show it when somebody begins to cancel, or right after.',
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'reason',
          type: 'single',
          text: 'What is the main reason why you are leaving?',
          options: [
            'It costs too much',
            'Something I need is missing',
            'It is too hard to use',
            'I found something else',
            'I no longer need it',
          ],
          other: true,
          required: true,
          logic: [
            { op: 'is', value: 'Something I need is missing', goTo: 'missing' },
            { op: 'is', value: 'I found something else', goTo: 'instead' },
            { op: 'is', value: 'It costs too much', goTo: 'price' },
          ],
        },
        {
          id: 'more',
          type: 'open',
          text: 'Would you tell us a little more?',
          logic: [
            { op: 'submitted', goTo: 'back' },
            { op: 'skipped', goTo: 'back' },
          ],
        },
        {
          id: 'missing',
          type: 'open',
          text: 'What were you missing?',
          logic: [
            { op: 'submitted', goTo: 'back' },
            { op: 'skipped', goTo: 'back' },
          ],
        },
        {
          id: 'instead',
          type: 'open',
          text: 'What will you use, and what does it do better?',
          logic: [
            { op: 'submitted', goTo: 'back' },
            { op: 'skipped', goTo: 'back' },
          ],
        },
        { id: 'price', type: 'open', text: 'What would be a fair price for what you used?' },
        {
          id: 'back',
          type: 'rating',
          text: 'How likely are you to come back one day?',
          low: 'Very unlikely',
          high: 'Very likely',
        },
      ],
      thankYou: { title: 'Thank you, and all the best', text: 'You are welcome back at any time.' },
      delivery: { mode: 'continuous', percent: 100 },
    },
  },
]
