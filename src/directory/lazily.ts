/** Makes something when it is asked for first, for requests that need little of what a request may need. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
