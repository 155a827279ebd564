/** The items in an order drawn by `random` (from 0 up to 1), in a new array. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const chosen = Math.min(last, Math.floor(random() * (last + 1)))
    const item = order[last] as T
    order[last] = order[chosen] as T
    order[chosen] = item
  }
  return order
}
