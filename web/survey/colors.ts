/** Makes a brand colour usable: whatever it is, what is written on it and with it can be read. */

type Rgb = readonly [red: number, green: number, blue: number]

const WHITE: Rgb = [255, 255, 255]
const BLACK: Rgb = [0, 0, 0]

/** The grounds of the card, as in survey.css. */
const SURFACES: Readonly<Record<Scheme, Rgb>> = { light: WHITE, dark: [30, 33, 39] }

export type Scheme = 'light' | 'dark'

export type BrandColors = {
  brand: string
  /** Text on `brand`, at 4.5:1 or more. */
  on: string
  /** The brand colour as text and outline on the card: moved away from the ground until it has 4.5:1. */
  ink: string
  /** The brand colour as what is chosen: moved until it has the 3:1 by which a state is seen. */
  fill: string
  /** Text on `fill`. */
  lit: string
  /** The ground of what is pointed at, and of rows that are chosen. */
  soft: string
}

export function brandColors(color: string, scheme: Scheme): BrandColors {
  const brand = parse(color)
  const surface = SURFACES[scheme]
  const away = scheme === 'light' ? BLACK : WHITE
  const moved = (ratio: number): Rgb => {
    let part = 0
    while (contrast(mix(brand, away, part), surface) < ratio) part += 0.02
    return mix(brand, away, part)
  }
  const [ink, fill] = [moved(4.5), moved(3)]
  return {
    brand: css(brand),
    on: css(textOn(brand)),
    ink: css(ink),
    fill: css(fill),
    lit: css(textOn(fill)),
    soft: css(mix(surface, ink, 0.09)),
  }
}

/** White as long as it can be read, which looks calmer on colours. One of the two always has 4.58:1. */
const textOn = (ground: Rgb): Rgb => (contrast(ground, WHITE) >= 4.5 ? WHITE : BLACK)

function parse(color: string): Rgb {
  const number = Number.parseInt(color.slice(1), 16)
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255]
}

const css = (color: Rgb): string => `rgb(${color.join()})`

const mix = (from: Rgb, to: Rgb, part: number): Rgb => {
  const at = (channel: 0 | 1 | 2): number => Math.round(from[channel] + (to[channel] - from[channel]) * part)
  return [at(0), at(1), at(2)]
}

/** By WCAG 2.2. */
function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function luminance([red, green, blue]: Rgb): number {
  const linear = (channel: number): number => {
    const value = channel / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/** How far the colour itself stands from the card, by WCAG 2.2: for who chooses it. */
export const contrastOf = (color: string): Readonly<Record<Scheme, number>> => ({
  light: contrast(parse(color), SURFACES.light),
  dark: contrast(parse(color), SURFACES.dark),
})
