/** Runs at most `width` of the tasks at once, and settles like `Promise.all` over them, in their order. */
export async function inParallel<In, Out>(
  inputs: readonly In[],
  width: number,
  run: (input: In) => Promise<Out>,
): Promise<readonly Out[]> {
  if (inputs.length <= width) return Promise.all(inputs.map((input) => run(input)));
  const results = new Array<Out>(inputs.length);
  let next = 0;
  async function worker(): Promise<void> {
    while (next < inputs.length) {
      const index = next;
      next += 1;
      const input = inputs[index];
      if (input === undefined) continue;
      results[index] = await run(input);
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, inputs.length) }, worker));
  return results;
}
