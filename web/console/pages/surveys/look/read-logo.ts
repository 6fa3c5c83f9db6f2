/** Makes a logo of a file: small enough to travel with every showing of the survey. */

/** Characters of a data: address, as the survey's schema bounds them. */
const MOST = 100_000
/** Twice the height it is shown in, for fine screens. */
const HEIGHT = 52
const WIDTH = 400
const TYPES = /^image\/(png|jpeg|gif|webp|svg\+xml)$/

/** @throws {Error} with what to do instead. */
export async function readLogo(file: File): Promise<string> {
  if (!TYPES.test(file.type)) throw new Error('A logo is a PNG, JPEG, GIF, WebP or SVG file.')
  const whole = file.size <= 0.74 * MOST ? await toDataUrl(file) : undefined
  if (whole !== undefined && (file.type === 'image/svg+xml' || whole.length <= 8_000)) return whole
  if (file.type === 'image/svg+xml')
    throw new Error('This SVG is larger than 74 KB: simplify it, or use a PNG.')
  const small = await shrink(file)
  const best = [whole, small].filter((one) => one !== undefined).sort((a, b) => a.length - b.length)[0]
  if (best === undefined || best.length > MOST)
    throw new Error('This picture stays larger than 74 KB also when it is made small: choose a simpler one.')
  return best
}

async function shrink(file: File): Promise<string> {
  const picture = await createImageBitmap(file).catch(() => {
    throw new Error('This file could not be read as a picture.')
  })
  const scale = Math.min(1, HEIGHT / picture.height, WIDTH / picture.width)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  // PNG keeps what is transparent.
  return canvas.toDataURL('image/png')
}

const toDataUrl = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(new Error('This file could not be read.')))
    reader.readAsDataURL(file)
  })
