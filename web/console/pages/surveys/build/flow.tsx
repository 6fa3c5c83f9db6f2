/** The flow of the survey as a picture, and the same in words for who does not see it. */
import { flowOf } from '../../../../../shared/branching.ts'
import { classes } from '../../../parts/classes.ts'
import { useEditedSurvey } from '../editing/context.tsx'
import { textOf } from '../words.ts'
import { BOX, type FlowBox, HEAD, layOut } from './flow-layout.ts'
import styles from './flow.module.css'
import { useSelected } from './use-selected.ts'

export function Flow() {
  const { survey, issues } = useEditedSurvey()
  const { questions } = survey
  const { boxes, arrows, width, height } = layOut(questions)
  const unreached = new Set(
    issues.flatMap(({ path }) => (/^questions\.\d+$/.test(path) ? [Number(path.split('.')[1])] : [])),
  )
  return (
    <section class={styles.flow} aria-label="Flow">
      <svg
        class={styles.picture}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        aria-hidden="true"
      >
        <defs>
          {(['arrow', 'arrow-back'] as const).map((id) => (
            <marker
              key={id}
              id={id}
              viewBox="0 0 8 8"
              refX="6"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M1 1l5 3-5 3" class={classes(styles.head, id === 'arrow-back' && styles.back)} />
            </marker>
          ))}
        </defs>
        {arrows.map(({ key, path, back }) => (
          <path
            key={key}
            class={classes(styles.arrow, back && styles.back)}
            d={path}
            marker-end={`url(#${back ? 'arrow-back' : 'arrow'})`}
          />
        ))}
        {boxes.map((box) => (
          <Box key={box.id} box={box} unreached={box.number !== undefined && unreached.has(box.number - 1)} />
        ))}
      </svg>
      <ul class="said">
        {flowOf(questions).map(({ from, to, words }) => (
          <li key={`${from} ${words}`}>
            {`Question ${from + 1}: ${words}, ${to === 'end' ? 'the thank-you card' : `question ${to + 1}`}`}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A click opens the question; by keys, the list beside it does. */
function Box({ box, unreached }: { box: FlowBox; unreached: boolean }) {
  const { selected, select } = useSelected()
  const { id, number, type, text, top, height, ports } = box
  const words = type === 'end' ? 'Thank-you card' : textOf(text, type)
  return (
    <g
      class={classes(styles.box, selected === id && styles.open, unreached && styles.unreached)}
      onClick={() => select(id)}
    >
      <title>{words}</title>
      <rect x="0.5" y={top} width={BOX - 1} height={height} rx={type === 'end' ? HEAD / 2 : 6} />
      {number !== undefined && (
        <text class={styles.number} x="10" y={top + HEAD / 2 + 4}>
          {number}
        </text>
      )}
      <text
        class={styles.words}
        x={number === undefined ? BOX / 2 : 28}
        y={top + HEAD / 2 + 4}
        text-anchor={number === undefined ? 'middle' : 'start'}
      >
        {short(words, 25)}
      </text>
      {ports.map((port) => (
        <g key={port.y} class={classes(styles.port, port.idle && styles.idle)}>
          <text x={BOX - 12} y={port.y + 4} text-anchor="end">
            {short(port.words, 30)}
          </text>
          {!port.idle && <circle cx={BOX} cy={port.y} r="2.5" />}
        </g>
      ))}
    </g>
  )
}

const short = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text
