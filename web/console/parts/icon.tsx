/** The console's icons: 16 by 16, drawn in the colour of the text, silent. `<Icon name="copy" />` */

const PATHS = {
  surveys: 'M2.5 3.5h11v7h-6l-3 2.5v-2.5h-2zM5 6h6M5 8h4',
  events: 'M2 12.5h2.5v-4H2zM6.75 12.5h2.5v-9h-2.5zM11.5 12.5H14v-6h-2.5z',
  people:
    'M6 7.5a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5zM1.75 13c.2-2.4 1.9-3.75 4.25-3.75S10.05 10.6 10.25 13M10.5 3.2a2.1 2.1 0 0 1 0 4.1M11.75 9.6c1.5.4 2.4 1.6 2.5 3.4',
  calls: 'M1.75 8h2.5l1.75-4.5 3.5 9L11.25 8h3',
  connect:
    'M6.5 9.5l3-3M7 4.5l1.2-1.2a3.2 3.2 0 0 1 4.5 4.5L11.5 9M9 11.5l-1.2 1.2a3.2 3.2 0 0 1-4.5-4.5L4.5 7',
  settings: 'M2 5h6M12 5h2M2 11h2M8 11h6M10 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM6 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  check: 'M3 8.5l3.25 3.25L13 5',
  eye: 'M1.5 8S4 3.75 8 3.75 14.5 8 14.5 8 12 12.25 8 12.25 1.5 8 1.5 8zM8 9.75a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5z',
  hidden:
    'M2.5 2.5l11 11M6.3 4c.5-.16 1.1-.25 1.7-.25 4 0 6.5 4.25 6.5 4.25s-.7 1.2-2 2.4M9.9 11.9c-.6.2-1.2.35-1.9.35C4 12.25 1.5 8 1.5 8s.8-1.4 2.3-2.6',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5l3.25 3.25',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  more: 'M3.5 8.5a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1zM8 8.5a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1zM12.5 8.5a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1z',
  warn: 'M8 2.25l6.25 11h-12.5zM8 6.5v3M8 11.4h.01',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.5v3.25M8 5.2h.01',
  undo: 'M3 6.5h6.25a3.25 3.25 0 0 1 0 6.5H6M3 6.5l3-3M3 6.5l3 3',
  key: 'M10.25 9.5a3.5 3.5 0 1 0-3.3-2.3L2.5 11.6v1.9h2.25v-1.5h1.5v-1.5l1.2-1.1c.8.1 1.8.1 2.8.1zM11 5.2h.01',
  user: 'M8 8a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 8zM2.75 13.75c.3-2.6 2.2-4 5.25-4s4.95 1.4 5.25 4',
  sun: 'M8 10.75a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5zM8 1.5v1.25M8 13.25v1.25M1.5 8h1.25M13.25 8h1.25M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
  moon: 'M13.5 9.5A5.75 5.75 0 0 1 6.5 2.5a5.75 5.75 0 1 0 7 7z',
  out: 'M6.5 2.5h-4v11h4M10.5 5l3 3-3 3M13.25 8H6',
  link: 'M9.5 2.5h4v4M13.5 2.5l-6 6M6.5 4h-4v9.5H12v-4',
  bolt: 'M8.75 1.75L3.25 9H7.5l-.25 5.25L12.75 7H8.5z',
  keyboard: 'M1.75 4h12.5v8H1.75zM4.25 6.5h.01M6.75 6.5h.01M9.25 6.5h.01M11.75 6.5h.01M5 9.5h6',
  offline:
    'M2.5 2.5l11 11M1.75 6.5a9 9 0 0 1 3-1.8M14.25 6.5a9 9 0 0 0-6.6-2.45M4.25 9.2a5.4 5.4 0 0 1 2.3-1.3M11.75 9.2a5.4 5.4 0 0 0-1.4-.95M8 12.5h.01',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, class: className }: { name: IconName; class?: string | undefined }) {
  return (
    <svg
      class={className}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
