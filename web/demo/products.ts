/** What the sample shop sells. */

export type Product = {
  id: string
  name: string
  line: string
  price: number
  hue: number
  shape: 'pot' | 'tin' | 'cup'
}

/** Prices are in euros. */
export const PRODUCTS: readonly Product[] = [
  { id: 'sencha', name: 'Sencha', line: 'Green tea from Shizuoka, 100 g', price: 14, hue: 130, shape: 'tin' },
  {
    id: 'assam',
    name: 'Assam',
    line: 'Malty black tea, second flush, 250 g',
    price: 12,
    hue: 20,
    shape: 'tin',
  },
  { id: 'rooibos', name: 'Rooibos', line: 'No caffeine at all, 200 g', price: 9, hue: 355, shape: 'tin' },
  {
    id: 'kyusu',
    name: 'Kyusu',
    line: 'Clay pot with a side handle, 300 ml',
    price: 48,
    hue: 35,
    shape: 'pot',
  },
  {
    id: 'gaiwan',
    name: 'Gaiwan',
    line: 'Porcelain, for many short steeps',
    price: 26,
    hue: 205,
    shape: 'cup',
  },
  { id: 'mug', name: 'Plain mug', line: 'Holds the morning, 350 ml', price: 18, hue: 265, shape: 'cup' },
]

export const findProduct = (id: string): Product | undefined => PRODUCTS.find((product) => product.id === id)
