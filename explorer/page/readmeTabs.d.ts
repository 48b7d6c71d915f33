/** Made from README.md by `explorer/vite.config.ts`. */
declare module "virtual:readme-tabs" {
  export const tabs: { readonly query: string; readonly variables: string | null }[];
}
