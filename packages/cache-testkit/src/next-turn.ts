/** Lets everything else that is ready have its turn. */
export async function nextTurn(): Promise<void> {
  await new Promise<void>((resolve) => void setImmediate(resolve));
}
