/** Templates that ask about a product and its parts. */
import type { SurveyTemplate } from './template.ts'

export const PRODUCT: readonly SurveyTemplate[] = [
  {
    id: 'product-market-fit',
    name: 'Product-market fit',
    goal: 'product',
    description:
      'Would they miss you? Where 40 % or more would be very disappointed, a product has found its market, by Sean Ellis’s rule of thumb. Show it to people who used the heart of your product at least twice.',
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'without',
          type: 'single',
          text: 'How would you feel if you could not use us any more?',
          options: ['Very disappointed', 'A little disappointed', 'Not disappointed'],
          required: true,
          logic: [{ op: 'is', value: 'Not disappointed', goTo: 'improve' }],
        },
        { id: 'benefit', type: 'open', text: 'What do you get out of it most of all?' },
        { id: 'people', type: 'open', text: 'What kind of people would profit from it most, do you think?' },
        { id: 'improve', type: 'open', text: 'How could we make it better for you?' },
      ],
    },
  },
  {
    id: 'onboarding',
    name: 'First steps',
    goal: 'product',
    description:
      'Who are your new users, what do they want to reach, and do they get there? Show it at the end of the set-up.',
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'goal',
          type: 'single',
          text: 'What do you want to do first?',
          options: [
            'Look around',
            'Solve a problem of mine',
            'Set it up for my team',
            'Compare it with others',
          ],
          other: true,
        },
        {
          id: 'role',
          type: 'single',
          text: 'What do you do at work?',
          options: ['Engineering', 'Product', 'Design', 'Marketing or sales', 'Support', 'Management'],
          other: true,
        },
        {
          id: 'start',
          type: 'rating',
          text: 'How easy was it to get started?',
          low: 'Very hard',
          high: 'Very easy',
          required: true,
          logic: [{ op: 'gte', value: 4, goTo: 'end' }],
        },
        { id: 'stuck', type: 'open', text: 'Where did you get stuck?' },
      ],
      thankYou: { title: 'Welcome!', text: 'Thank you. Now enjoy it.' },
    },
  },
  {
    id: 'feature-feedback',
    name: 'A feature',
    goal: 'product',
    description:
      'Is a feature of use, and what does it lack? Show it to people who have used the feature a few times.',
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'useful',
          type: 'rating',
          scale: 'stars',
          text: 'How useful is this feature to you?',
          low: 'Not useful',
          high: 'Very useful',
          required: true,
          logic: [{ op: 'lte', value: 2, goTo: 'why' }],
        },
        {
          id: 'for',
          type: 'open',
          text: 'What do you use it for?',
          logic: [
            { op: 'submitted', goTo: 'missing' },
            { op: 'skipped', goTo: 'missing' },
          ],
        },
        { id: 'why', type: 'open', text: 'What did you hope that it would do?' },
        { id: 'missing', type: 'open', text: 'What is it still missing?' },
      ],
    },
  },
  {
    id: 'priorities',
    name: 'What to build next',
    goal: 'product',
    description:
      'What matters most to people among the things you could build? Put your own ideas in place of the options.',
    toDo: 'Put your own ideas in place of the options.',
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'most',
          type: 'multi',
          text: 'Which of these would help you most?',
          description: 'Choose as many as you like.',
          options: [
            'Less waiting',
            'More integrations',
            'Better reports',
            'A mobile app',
            'Working together',
          ],
          other: true,
          required: true,
          logic: [{ op: 'includesAtLeastOne', value: ['More integrations'], goTo: 'which' }],
        },
        {
          id: 'today',
          type: 'open',
          text: 'How do you get by today?',
          logic: [
            { op: 'submitted', goTo: 'end' },
            { op: 'skipped', goTo: 'end' },
          ],
        },
        { id: 'which', type: 'open', text: 'Which products should we work with?' },
      ],
    },
  },
  {
    id: 'beta',
    name: 'Beta feedback',
    goal: 'product',
    description: 'Is it ready for everyone? Show it to people who have tried the beta.',
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'met',
          type: 'multi',
          text: 'What did you run into?',
          options: ['Nothing: it just worked', 'Errors', 'Missing pieces', 'It was slow', 'It was confusing'],
          other: true,
          required: true,
          logic: [{ op: 'exactly', value: ['Nothing: it just worked'], goTo: 'ready' }],
        },
        { id: 'details', type: 'open', text: 'What happened? The more detail, the better.' },
        {
          id: 'ready',
          type: 'rating',
          text: 'How ready is it for everyone?',
          low: 'Not at all',
          high: 'Completely',
        },
        { id: 'first', type: 'open', text: 'What must we do before we release it?' },
      ],
    },
  },
  {
    id: 'documentation',
    name: 'Documentation',
    goal: 'product',
    description: 'Did a page of your documentation answer the question? Show it some seconds after the page.',
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'answered',
          type: 'single',
          text: 'Did this page answer your question?',
          options: ['Yes', 'Partly', 'No'],
          required: true,
          logic: [{ op: 'is', value: 'Yes', goTo: 'end' }],
        },
        {
          id: 'wrong',
          type: 'multi',
          text: 'What was wrong with it?',
          options: [
            'It is out of date',
            'It is hard to follow',
            'An example is missing',
            'I looked for something else',
          ],
          other: true,
        },
        { id: 'looked', type: 'open', text: 'What did you want to know?' },
      ],
      delivery: { mode: 'continuous', percent: 25 },
    },
  },
]
