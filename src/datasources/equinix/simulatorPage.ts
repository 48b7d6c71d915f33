import type { SimulatedRequest } from "../../simulation/server.ts";

/** A positive whole number of the query, at most `most`; anything else is as if it were left out. */
function positive(text: string | null, fallback: number, most: number): number {
  if (text === null || !/^\d{1,9}$/.test(text) || Number(text) < 1) return Math.min(fallback, most);
  return Math.min(Number(text), most);
}

/** The page asked for, and the `meta` that goes with it. */
export function pageOf<Item>(items: readonly Item[], request: SimulatedRequest, largestPage: number) {
  const page = positive(request.query.get("page"), 1, 100_000);
  const perPage = positive(request.query.get("per_page"), 10, largestPage);
  const lastPage = Math.max(1, Math.ceil(items.length / perPage));
  const linkTo = (number: number) => {
    const query = new URLSearchParams(request.query);
    query.set("page", String(number));
    query.set("per_page", String(perPage));
    return { href: `${request.path}?${query}` };
  };
  return {
    items: items.slice((page - 1) * perPage, page * perPage),
    meta: {
      first: linkTo(1),
      last: linkTo(lastPage),
      next: page < lastPage ? linkTo(page + 1) : null,
      previous: page > 1 ? linkTo(page - 1) : null,
      self: linkTo(page),
      total: items.length,
      current_page: page,
      last_page: lastPage,
    },
  };
}
