/** Templates that ask how people find you, why they buy, and why not. */
import type { SurveyTemplate } from './template.ts'

export const GROWTH: readonly SurveyTemplate[] = [
  {
    id: 'source',
    name: 'How did you hear about us?',
    goal: 'growth',
    description:
      'What analytics cannot tell: word of mouth, podcasts, a talk. Show it once, right after somebody signed up.',
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'source',
          type: 'single',
          text: 'How did you hear about us?',
          options: [
            'A friend or colleague',
            'A search engine',
            'Social media',
            'A newsletter, podcast or video',
            'An event',
            'An AI assistant',
          ],
          other: true,
          logic: [
            { op: 'is', value: 'A newsletter, podcast or video', goTo: 'which' },
            { op: 'is', value: 'An event', goTo: 'which' },
            { op: 'is', value: 'Social media', goTo: 'which' },
            { op: 'skipped', goTo: 'end' },
          ],
        },
        {
          id: 'convinced',
          type: 'open',
          text: 'What made you give us a try?',
          logic: [
            { op: 'submitted', goTo: 'end' },
            { op: 'skipped', goTo: 'end' },
          ],
        },
        { id: 'which', type: 'open', text: 'Which one was it?' },
      ],
    },
  },
  {
    id: 'pricing',
    name: 'Pricing',
    goal: 'growth',
    description:
      'Is the price understood, and does it feel fair? Show it on your pricing page to people who stay for a while.',
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'clear',
          type: 'rating',
          text: 'How clear is it what you would pay?',
          low: 'Not clear',
          high: 'Very clear',
          required: true,
          logic: [{ op: 'gte', value: 4, goTo: 'fair' }],
        },
        { id: 'unclear', type: 'open', text: 'What is not clear?' },
        {
          id: 'fair',
          type: 'single',
          text: 'For what you would get, the price is…',
          options: ['much too high', 'a little high', 'about right', 'rather low'],
          required: true,
          logic: [
            { op: 'is', value: 'about right', goTo: 'end' },
            { op: 'is', value: 'rather low', goTo: 'end' },
          ],
        },
        { id: 'worth', type: 'open', text: 'What would have to be in it to be worth the price?' },
      ],
    },
  },
  {
    id: 'checkout',
    name: 'Checkout',
    goal: 'growth',
    description: 'What nearly kept a customer from buying? Show it on the page that confirms an order.',
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'checkout',
          type: 'rating',
          scale: 'stars',
          text: 'How was the checkout?',
          low: 'Awful',
          high: 'A breeze',
          required: true,
          logic: [{ op: 'is', value: 5, goTo: 'decided' }],
        },
        {
          id: 'nearly',
          type: 'multi',
          text: 'Did anything nearly stop you?',
          options: [
            'Shipping costs',
            'How I could pay',
            'Having to make an account',
            'Delivery time',
            'A form that was hard to fill in',
          ],
          other: true,
        },
        { id: 'decided', type: 'open', text: 'What made you decide to buy from us?' },
      ],
    },
  },
  {
    id: 'not-signed-up',
    name: 'Visitors who do not sign up',
    goal: 'growth',
    description:
      'What keeps visitors from taking the next step? Show it on a second visit, or after a while.',
    survey: {
      platform: 'web',
      questions: [
        {
          id: 'came',
          type: 'single',
          text: 'What brings you here today?',
          options: ['I want to buy', 'I am comparing', 'I am just looking', 'I need help'],
          other: true,
          required: true,
          logic: [{ op: 'is', value: 'I need help', goTo: 'help' }],
        },
        {
          id: 'holds',
          type: 'open',
          text: 'What keeps you from signing up?',
          logic: [
            { op: 'submitted', goTo: 'end' },
            { op: 'skipped', goTo: 'end' },
          ],
        },
        { id: 'help', type: 'open', text: 'What can we help you with?' },
      ],
    },
  },
]
